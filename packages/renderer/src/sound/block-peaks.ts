import { CREST_REACH, crestAfter, MOST_CREST } from '../loudness/true-peak.ts';
import { CHANNELS } from './samples.ts';

/** Samples whose highest peak is told together; a packet is a whole number of them. */
export const BLOCK_SAMPLES = 32;

/**
 * The highest peak of each block of stereo samples, of both channels and between samples as well; where that cannot be
 * above `above`, of the samples alone.
 */
export function blockPeaks(samples: Float32Array, above: number): Float32Array {
  const lines = Array.from({ length: CHANNELS }, (_, channel) => lineOf(samples, channel));
  const peaks = new Float32Array(Math.ceil(samples.length / CHANNELS / BLOCK_SAMPLES));
  for (const line of lines) raiseToSamples(peaks, line);
  if (above === Number.POSITIVE_INFINITY) return peaks;
  const near = neighbouring(peaks);
  for (const line of lines) raiseToCrests(peaks, line, near, above);
  return peaks;
}

/** The highest peak of stereo samples from one of them to another, between them as well; both begin a block, or end. */
export function truePeakOf(samples: Float32Array, from = 0, to = samples.length / CHANNELS): number {
  // What lies around it counts for what is between its samples.
  const start = Math.max(0, from - BLOCK_SAMPLES);
  const part = samples.subarray(start * CHANNELS, Math.min(samples.length, (to + BLOCK_SAMPLES) * CHANNELS));
  let highest = 0;
  for (let index = from * CHANNELS; index < to * CHANNELS; index += 1) {
    const height = Math.abs(samples[index] as number);
    if (height > highest) highest = height;
  }
  const [first, end] = [(from - start) / BLOCK_SAMPLES, Math.ceil((to - start) / BLOCK_SAMPLES)];
  return blockPeaks(part, highest)
    .subarray(first, end)
    .reduce((most, peak) => Math.max(most, peak), highest);
}

/** One channel, with silence before and after it. */
function lineOf(samples: Float32Array, channel: number): Float32Array {
  const count = samples.length / CHANNELS;
  const line = new Float32Array(count + 2 * CREST_REACH);
  for (let index = 0; index < count; index += 1) {
    line[index + CREST_REACH] = samples[index * CHANNELS + channel] as number;
  }
  return line;
}

/** The highest of each block and its two neighbours: what lies between samples depends on those around them. */
function neighbouring(peaks: Float32Array): Float32Array {
  const near = new Float32Array(peaks.length);
  for (let block = 0; block < peaks.length; block += 1) {
    near[block] = Math.max(peaks[block] as number, peaks[block - 1] ?? 0, peaks[block + 1] ?? 0);
  }
  return near;
}

function raiseToSamples(peaks: Float32Array, line: Float32Array): void {
  const count = line.length - 2 * CREST_REACH;
  for (let block = 0; block < peaks.length; block += 1) {
    const start = block * BLOCK_SAMPLES + CREST_REACH;
    const end = Math.min(count + CREST_REACH, start + BLOCK_SAMPLES);
    let highest = peaks[block] as number;
    for (let index = start; index < end; index += 1) {
      const height = Math.abs(line[index] as number);
      if (height > highest) highest = height;
    }
    peaks[block] = highest;
  }
}

function raiseToCrests(peaks: Float32Array, line: Float32Array, near: Float32Array, above: number): void {
  const last = line.length - CREST_REACH;
  for (let block = 0; block < peaks.length; block += 1) {
    if ((near[block] as number) * MOST_CREST <= above) continue;
    const start = block * BLOCK_SAMPLES + CREST_REACH;
    const end = Math.min(last, start + BLOCK_SAMPLES);
    let highest = peaks[block] as number;
    for (let index = start; index < end; index += 1) {
      const crest = crestAfter(line, index);
      if (crest > highest) highest = crest;
    }
    peaks[block] = highest;
  }
}
