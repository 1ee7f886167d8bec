import { composeSlate } from './compose-slate.ts';
import { encodeFrames } from './encode-frames.ts';
import type { Slate } from './slate.ts';

/** One animatic clip to be made. */
export type Footage = {
  readonly slate: Slate;
  /** Pixels, both even. */
  readonly width: number;
  readonly height: number;
  readonly frameRate: { readonly numerator: number; readonly denominator: number };
  readonly frames: number;
  readonly outFile: string;
  /** Path of the ffmpeg binary. */
  readonly ffmpeg: string;
};

/**
 * Makes the animatic clip of one shot: exactly `frames` frames that show its references in slow motion, its prompt
 * and its facts, in the uniform form of a film. The same input gives the same bytes. The file appears whole or not
 * at all.
 *
 * @throws The signal's reason, or the StoryboardError with which ffmpeg fails.
 */
export async function drawFootage(
  footage: Footage,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (fraction: number) => void } = {},
): Promise<void> {
  const { slate, frames, outFile, ffmpeg } = footage;
  const composed = await composeSlate(slate, footage, ffmpeg, options.signal);
  const last = Math.max(1, frames - 1);
  const frameAt = (frame: number): Buffer => composed.frameAt(frame / last);
  await encodeFrames({ ...footage, frameAt }, outFile, ffmpeg, options);
}
