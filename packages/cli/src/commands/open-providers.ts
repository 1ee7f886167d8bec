import {
  type Catalogue,
  isStoryboardError,
  type ProviderSpec,
  type StoryboardError,
  type VideoProvider,
} from '@storyboard/core';
import { drawWithRenderer } from '@storyboard/engine';
import { createAnimaticProvider } from '@storyboard/providers';
import type { Environment } from '../settings/environment.ts';
import { readAccess } from '../settings/read-access.ts';

/** The providers that jobs can be given to, by id, and why they cannot be given to the others. */
export type OpenProviders = {
  readonly providers: ReadonlyMap<string, VideoProvider>;
  readonly unavailable: ReadonlyMap<string, StoryboardError>;
};

/** What providers are opened with. */
export type OpenOptions = {
  readonly catalogue: Catalogue;
  readonly environment: Environment;
  /** Path of the program. */
  readonly ffmpeg: string;
  /** Takes are drawn by way of it. */
  readonly temporaryFolder: string;
  /** The storyboard, for the commands that an error ends with. */
  readonly file: string;
};

/** Opens every provider that can be opened; nothing is asked of any service. */
export async function openProviders(options: OpenOptions): Promise<OpenProviders> {
  const providers = new Map<string, VideoProvider>();
  const unavailable = new Map<string, StoryboardError>();
  for (const spec of options.catalogue) {
    try {
      const provider = await openProvider(spec, options);
      if (provider !== undefined) providers.set(spec.id, provider);
    } catch (thrown) {
      if (!isStoryboardError(thrown)) throw thrown;
      unavailable.set(spec.id, thrown);
    }
  }
  return { providers, unavailable };
}

async function openProvider(spec: ProviderSpec, options: OpenOptions): Promise<VideoProvider | undefined> {
  const { ffmpeg, temporaryFolder, environment, file } = options;
  if (spec.local) return createAnimaticProvider({ draw: drawWithRenderer(ffmpeg, temporaryFolder) });
  const access = readAccess(spec, environment, file);
  // What talks to services is not loaded where there is no key.
  const { openPaidProvider } = await import('./open-paid-provider.ts');
  return openPaidProvider(spec, access);
}
