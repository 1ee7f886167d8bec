import type { FrameRate, TimelineClip } from '@storyboard/core';
import { type Chunk, PACKET_SAMPLES } from './chunk.ts';
import { sampleOf } from './samples.ts';

/**
 * Whether a clip decides about a chunk: it is heard in it, or so near to it that the sound before or after the clip fades
 * or not by what the clip begins or ends with.
 */
export function reaches(
  { start, frames }: TimelineClip,
  { mixStart, mixEnd }: Pick<Chunk, 'mixStart' | 'mixEnd'>,
  rate: FrameRate,
): boolean {
  const from = sampleOf(start, rate) - PACKET_SAMPLES;
  const to = sampleOf(start + frames, rate) + PACKET_SAMPLES;
  return from <= mixEnd && to >= mixStart;
}
