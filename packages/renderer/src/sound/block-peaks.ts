import { CREST_REACH, crestAfter, MOST_CREST } from '../loudness/true-peak.ts';
import { CHANNELS } from './samples.ts';

/** Samples whose highest peak is told together; a packet is a whole number of them. */
export const BLOCK_SAMPLES = 32;

/**
 * The highest peak of each block of stereo samples, of both channels and between samples as well; where that cannot be
 * above `above`, of the samples alone.
 */
export function blockPeaks(samples: Float32Array, above: number): Float32Array {
  const peaks = samplePeaks(samples);
  if (above === Number.POSITIVE_INFINITY) return peaks;
  // What lies between samples depends on those around them, in the next block as well.
  const near = neighbouring(peaks);
  const line = new Float32Array(BLOCK_SAMPLES + 2 * CREST_REACH);
  for (let block = 0; block < peaks.length; block += 1) {
    if ((near[block] as number) * MOST_CREST <= above) continue;
    let highest = peaks[block] as number;
    for (let channel = 0; channel < CHANNELS; channel += 1) {
      copyLine(line, samples, block, channel);
      for (let at = 0; at < BLOCK_SAMPLES; at += 1) {
        const crest = crestAfter(line, at + CREST_REACH);
        if (crest > highest) highest = crest;
      }
    }
    peaks[block] = highest;
  }
  return peaks;
}

/** The highest peak of stereo samples from one of them to another, between them as well; both begin a block, or end. */
export function truePeakOf(samples: Float32Array, from = 0, to = samples.length / CHANNELS): number {
  const start = Math.max(0, from - BLOCK_SAMPLES);
  const part = samples.subarray(start * CHANNELS, (to + BLOCK_SAMPLES) * CHANNELS);
  const [first, end] = [(from - start) / BLOCK_SAMPLES, Math.ceil((to - start) / BLOCK_SAMPLES)];
  const highest = highestOf(samplePeaks(part).subarray(first, end));
  return highestOf(blockPeaks(part, highest).subarray(first, end));
}

function highestOf(peaks: Float32Array): number {
  return peaks.reduce((most, peak) => Math.max(most, peak), 0);
}

function samplePeaks(samples: Float32Array): Float32Array {
  const length = BLOCK_SAMPLES * CHANNELS;
  const peaks = new Float32Array(Math.ceil(samples.length / length));
  for (let block = 0; block < peaks.length; block += 1) {
    const end = Math.min(samples.length, (block + 1) * length);
    let highest = 0;
    for (let index = block * length; index < end; index += 1) {
      const height = Math.abs(samples[index] as number);
      if (height > highest) highest = height;
    }
    peaks[block] = highest;
  }
  return peaks;
}

/** The highest of each block and its two neighbours. */
function neighbouring(peaks: Float32Array): Float32Array {
  const near = new Float32Array(peaks.length);
  for (let block = 0; block < peaks.length; block += 1) {
    near[block] = Math.max(peaks[block] as number, peaks[block - 1] ?? 0, peaks[block + 1] ?? 0);
  }
  return near;
}

/** One channel of a block and what is around it; before the first and after the last sample is silence. */
function copyLine(line: Float32Array, samples: Float32Array, block: number, channel: number): void {
  const first = (block * BLOCK_SAMPLES - CREST_REACH) * CHANNELS + channel;
  for (let index = 0; index < line.length; index += 1) {
    const place = first + index * CHANNELS;
    line[index] = place < 0 || place >= samples.length ? 0 : (samples[place] as number);
  }
}
