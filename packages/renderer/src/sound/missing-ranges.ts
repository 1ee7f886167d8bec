import type { Timeline, TimelineClip } from '@storyboard/core';
import { PACKET_SAMPLES } from './chunk.ts';
import { sampleOf } from './samples.ts';

/**
 * The film's samples that a clip which is not there yet decides about: its own, and some on either side, because the
 * sound before a cut fades or not by what follows.
 */
export function missingRanges(
  { clips, frameRate }: Timeline,
  isThere: (clip: TimelineClip) => boolean,
): readonly (readonly [start: number, end: number])[] {
  return clips
    .filter((clip) => !isThere(clip))
    .map(({ start, frames }) => [
      sampleOf(start, frameRate) - PACKET_SAMPLES,
      sampleOf(start + frames, frameRate) + PACKET_SAMPLES,
    ]);
}
