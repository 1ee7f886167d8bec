import { type Catalogue, labelFor, type RenderEvent, type VideoProvider } from '@storyboard/core';
import { openStoreFolder } from '../artifacts/open-store-folder.ts';
import { type Clock, SYSTEM_CLOCK } from '../clock.ts';
import { executePlan } from '../execute/execute-plan.ts';
import type { Executed } from '../execute/execution.ts';
import { planStoryboard } from '../plan/plan-storyboard.ts';
import { TEST_FFMPEG } from './make-clip.ts';
import { TEST_CATALOGUE } from './test-catalogue.ts';

/** What `executeFile` may be told. */
export type ExecuteFileOptions = {
  /** What the storyboard can name; the tests' own where absent. */
  readonly catalogue?: Catalogue;
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  readonly onEvent?: (event: RenderEvent) => void;
};

/** Plans a storyboard and carries the plan out, without making a film. */
export async function executeFile(
  file: string,
  provider: VideoProvider,
  options: ExecuteFileOptions = {},
): Promise<Executed & { readonly events: readonly RenderEvent[] }> {
  const { catalogue = TEST_CATALOGUE, onEvent = () => {}, ...rest } = options;
  const planned = await planStoryboard(file, { catalogue });
  if (!planned.ok) throw new Error(planned.diagnostics.map(({ message }) => message).join('\n'));
  const events: RenderEvent[] = [];
  const executed = await executePlan({
    ...planned,
    catalogue,
    providers: new Map([[provider.spec.id, provider]]),
    labels: new Map(planned.storyboard.shots.map((shot) => [shot.id, labelFor(shot, catalogue)])),
    store: await openStoreFolder(planned.storeFolder, { now: Date.now() }),
    ffmpeg: TEST_FFMPEG,
    clock: SYSTEM_CLOCK,
    signal: new AbortController().signal,
    ...rest,
    onEvent: (event) => {
      events.push(event);
      onEvent(event);
    },
  });
  return { ...executed, events };
}

/** A storyboard of short shots at the tests' provider, by id: its prompt, or more of what a shot says. */
export function filmOf(shots: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>): string {
  const written = Object.entries(shots).map(([id, shot]) => ({
    id,
    ...(typeof shot === 'string' ? { prompt: shot } : shot),
  }));
  // JSON is YAML.
  return JSON.stringify({
    version: 1,
    title: 'A test',
    output: { file: 'film.mp4', aspect: '1:1', resolution: '720p', fps: 24 },
    defaults: { provider: 'house', duration: 0.4 },
    shots: written,
  });
}
