import type { VideoProvider } from '@storyboard/core';
import { drawWithRenderer } from '@storyboard/engine';
import { createAnimaticProvider } from '@storyboard/providers';

/** Every provider that this version can hand jobs to, by id. Takes are drawn by way of `temporaryFolder`. */
export function openProviders(ffmpeg: string, temporaryFolder: string): ReadonlyMap<string, VideoProvider> {
  const animatic = createAnimaticProvider({ draw: drawWithRenderer(ffmpeg, temporaryFolder) });
  return new Map([[animatic.spec.id, animatic]]);
}
