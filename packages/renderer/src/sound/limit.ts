import { BLOCK_SAMPLES, blockPeaks } from './block-peaks.ts';
import { CHANNELS, decibelsOf, factorOf, SAMPLES_PER_SECOND } from './samples.ts';

/** Nothing louder than `peak`, a factor of full scale: by the samples alone, or between them as well. */
export type Ceiling = { readonly peak: number; readonly between: boolean };

/** The gain goes down over so many blocks before a peak: five thousandths of a second. */
const AHEAD_BLOCKS = 8;
const RECOVERY_DECIBELS_PER_SECOND = 40;
const RECOVERY = (RECOVERY_DECIBELS_PER_SECOND * BLOCK_SAMPLES) / SAMPLES_PER_SECOND;

/** What the gain at a moment depends on: peaks of so long before it, while it recovers from 40 dB, and after it. */
export const LIMIT_REACH = { before: SAMPLES_PER_SECOND, after: (AHEAD_BLOCKS + 3) * BLOCK_SAMPLES } as const;

/**
 * Turns stereo samples down around the peaks that are too high, in place, and leaves all others as they are. Blocks
 * count from the first sample, which has to be a whole number of blocks from the film's first: then stretches of the
 * film that overlap come out the same.
 */
export function limit(samples: Float32Array, ceiling: Ceiling): void {
  const peaks = blockPeaks(samples, ceiling.between ? ceiling.peak : Number.POSITIVE_INFINITY);
  if (!peaks.some((peak) => peak > ceiling.peak)) return;
  const factors = smoothed(recovering(peaks.map((peak) => Math.max(0, decibelsOf(peak / ceiling.peak)))));
  for (let block = 0; block < peaks.length; block += 1) {
    const [here, next] = [factors[block] ?? 1, factors[block + 1] ?? factors[block] ?? 1];
    if (here === 1 && next === 1) continue;
    const start = block * BLOCK_SAMPLES * CHANNELS;
    const end = Math.min(samples.length, start + BLOCK_SAMPLES * CHANNELS);
    for (let index = start; index < end; index += 1) {
      const factor = here + ((next - here) * ((index - start) >> 1)) / BLOCK_SAMPLES;
      samples[index] = (samples[index] as number) * factor;
    }
  }
}

/** What has gone down comes up again slowly. */
function recovering(decibels: Float32Array): Float32Array {
  let before = 0;
  return decibels.map((needed) => {
    before = Math.max(needed, before - RECOVERY, 0);
    return before;
  });
}

/**
 * The mean of what is needed over the blocks ahead, each with its greatest neighbour: a straight way down that has
 * arrived before each block begins and has not left before it ends.
 */
function smoothed(decibels: Float32Array): Float32Array {
  const greatest = decibels.map((_, block) => {
    let most = 0;
    for (let near = Math.max(0, block - 1); near <= block + AHEAD_BLOCKS + 1; near += 1) {
      most = Math.max(most, decibels[near] ?? 0);
    }
    return most;
  });
  return greatest.map((_, block) => {
    let sum = 0;
    for (let back = 0; back <= AHEAD_BLOCKS; back += 1) sum += greatest[Math.max(0, block - back)] ?? 0;
    return factorOf(-sum / (AHEAD_BLOCKS + 1));
  });
}
