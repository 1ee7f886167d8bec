import type { Codec } from '@storyboard/core';
import { readEncoders } from '../ffmpeg/read-encoders.ts';
import { chooseEncoder } from './choose-encoder.ts';

/**
 * Looks whether an ffmpeg can make a film of a codec, before anything is paid for it. Of H.264 nothing is asked: footage
 * of services is in it already.
 *
 * @throws StoryboardError `assembly-failed`
 */
export async function checkEncoder(codec: Codec, ffmpeg: string, signal?: AbortSignal): Promise<void> {
  if (codec === 'h264') return;
  chooseEncoder(codec, await readEncoders(ffmpeg, signal));
}
