import type { VideoProvider } from '@storyboard/core';
import { CONTRACT_CHECKS } from '../testing/contract-checks.ts';
import type { ProviderHarness } from '../testing/provider-harness.ts';
import { createLoomHarness } from './loom-harness.ts';
import { makeClip } from './make-clip.ts';

/** Name of a check that many changes break. */
export const LOST_ANSWER = 'a lost answer leaves a doubt, which can be recovered where that is offered';

/** Name of another one. */
export const WRONG_KEY = 'a key that is not accepted starts no job';

const clips = new Map<number, Promise<Uint8Array>>();

/** The harness of Loom, with a provider that does some of its calls in another way. `ffmpeg` makes its clips. */
export async function createChangedLoom(
  change: (loom: VideoProvider, key: string) => Partial<VideoProvider>,
  ffmpeg: string,
): Promise<ProviderHarness> {
  const harness = await createLoomHarness((seconds) => clipOf(seconds, ffmpeg));
  return {
    ...harness,
    createProvider: (key = harness.key ?? '') => {
      const loom = harness.createProvider(key);
      return { ...loom, ...change(loom, key) };
    },
  };
}

/** The names of the checks that a provider does not pass. */
export async function brokenPromises(
  createHarness: () => Promise<ProviderHarness>,
): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const promise of CONTRACT_CHECKS) {
    await using harness = await createHarness();
    await promise.check(harness).catch(() => broken.push(promise.name));
  }
  return broken;
}

/** Made once for each length. */
function clipOf(seconds: number, ffmpeg: string): Promise<Uint8Array> {
  const clip = clips.get(seconds) ?? makeClip({ seconds, ffmpeg });
  clips.set(seconds, clip);
  return clip;
}
