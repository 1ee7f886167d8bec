import type { RenderEvent, VideoProvider } from '@storyboard/core';
import { render } from '../render/render.ts';
import type { RenderOptions } from '../render/render-options.ts';
import { TEST_FFMPEG } from './make-clip.ts';
import type { TemporaryFolder } from './temporary-folder.ts';
import { TEST_CATALOGUE } from './test-catalogue.ts';
import { createTestProvider } from './test-provider.ts';

/** Renders `film.yaml` of a folder by one provider, the tests' own where none is given, and hears its events. */
export async function renderHere(
  folder: TemporaryFolder,
  options: Partial<RenderOptions> = {},
  provider: VideoProvider = createTestProvider(),
) {
  const events: RenderEvent[] = [];
  const result = await render({
    file: folder.file('film.yaml'),
    catalogue: TEST_CATALOGUE,
    providers: new Map([[provider.spec.id, provider]]),
    ffmpeg: TEST_FFMPEG,
    ...options,
    onEvent: (event) => {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  return { result, events };
}

/** Events in words, without progress. */
export function order(events: readonly RenderEvent[]): readonly string[] {
  return events
    .filter(({ type }) => !type.endsWith('-progress'))
    .map((event) => {
      if (event.type === 'job-end') return `job-end ${event.id} ${event.status}`;
      return event.type === 'job-start' ? `job-start ${event.id}` : event.type;
    });
}
