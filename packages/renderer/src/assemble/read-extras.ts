import type { Codec } from '@storyboard/core';
import { readEncoders } from '../ffmpeg/read-encoders.ts';
import { canToneMap } from '../picture/check-light.ts';
import { ENCODERS } from './encoding.ts';

/** What only some films need of an ffmpeg. */
export type FfmpegExtras = {
  /** For each codec but H.264: the encoders that would do, and the one that is used; absent where there is none. */
  readonly codecs: readonly {
    readonly codec: Exclude<Codec, 'h264'>;
    readonly encoders: readonly string[];
    readonly encoder: string | undefined;
  }[];
  /** Whether it has `zscale`, which takes of high dynamic range need. */
  readonly toneMaps: boolean;
};

/**
 * Asks an ffmpeg for what only some films need of it.
 *
 * @throws StoryboardError `ffmpeg-not-found`, `ffmpeg-failed`; the signal's reason
 */
export async function readExtras(ffmpeg: string, signal?: AbortSignal): Promise<FfmpegExtras> {
  const [known, toneMaps] = await Promise.all([readEncoders(ffmpeg, signal), canToneMap(ffmpeg, signal)]);
  const codecs = (['hevc', 'av1', 'prores'] as const).map((codec) => {
    const encoders = ENCODERS[codec];
    return { codec, encoders, encoder: encoders.find((name) => known.has(name)) };
  });
  return { codecs, toneMaps };
}
