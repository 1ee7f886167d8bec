import { createKWeighting } from '../loudness/k-weighting.ts';
import { CHANNELS } from './samples.ts';

/** Loudness is counted in steps of a tenth of a second from the film's start (EBU Tech 3341). */
export const STEP_SAMPLES = 4800;

/**
 * The energy of each step that begins between two places of the film and is whole, after K-weighting, of both channels
 * together.
 *
 * @param samples - Of the film from `from` on; a second before `start` lets the weighting settle.
 */
export function soundSteps(
  samples: Float32Array,
  from: number,
  { start, end }: { readonly start: number; readonly end: number },
): readonly number[] {
  const first = Math.ceil(start / STEP_SAMPLES);
  const energies: number[] = [];
  const filmEnd = from + samples.length / CHANNELS;
  const weightings = Array.from({ length: CHANNELS }, createKWeighting);
  const energyOf = (begin: number, stop: number): number =>
    weightings.reduce(
      (sum, weighting, channel) =>
        sum + weighting(samples, (begin - from) * CHANNELS + channel, (stop - from) * CHANNELS, CHANNELS),
      0,
    );
  energyOf(from, Math.min(filmEnd, first * STEP_SAMPLES));
  for (let step = first; step * STEP_SAMPLES < end; step += 1) {
    const stop = (step + 1) * STEP_SAMPLES;
    if (stop > filmEnd) break;
    energies.push(energyOf(step * STEP_SAMPLES, stop) / STEP_SAMPLES);
  }
  return energies;
}

/** The place of the first step that begins at a sample or after it. */
export function stepAt(sample: number): number {
  return Math.ceil(sample / STEP_SAMPLES);
}
