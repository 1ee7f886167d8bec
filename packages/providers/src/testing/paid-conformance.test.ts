import { makeClip } from '../example/make-clip.ts';
import { describeProvider } from './describe-provider.ts';
import { createPaidHarness } from './paid-harness.ts';

const ffmpeg = process.env['STORYBOARD_FFMPEG'] ?? 'ffmpeg';
const clips = new Map<number, Promise<Uint8Array>>();

for (const provider of ['shortapi', 'aimlapi'] as const) {
  describeProvider(provider, () => createPaidHarness(provider, ({ seconds }) => clipOf(seconds)));
}

/** Made once for each length, in a small size: what it shows and how large it is does not matter here. */
function clipOf(seconds: number): Promise<Uint8Array> {
  const clip = clips.get(seconds) ?? makeClip({ seconds, ffmpeg });
  clips.set(seconds, clip);
  return clip;
}
