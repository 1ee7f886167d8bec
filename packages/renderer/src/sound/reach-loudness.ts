import { runPool } from '../assemble/run-pool.ts';
import { integratedLoudness } from '../loudness/loudness-meter.ts';
import type { Chunk } from './chunk.ts';
import type { ChunkLoudness, Level } from './hold-chunk.ts';
import { LOOKED_AT_ONCE } from './hold-sounds.ts';
import { factorOf } from './samples.ts';
import { STEP_SAMPLES, stepAt } from './sound-steps.ts';

/** A film is never turned up further: what is this quiet is noise. */
const MOST_GAIN_DECIBELS = 24;

/** What the peaks take away is given back so many times; then the film is as loud as it can be. */
const ROUNDS = 3;

/** Encoding raises peaks by less than this. */
const NEAR_DECIBELS = 2;

const UNTOUCHED: Level = { gainDb: 0, ceiling: undefined, look: false };

/** Chunks and how each is measured, as it is or at a level. */
export type Measuring = {
  readonly chunks: readonly Chunk[];
  /** Of the film. */
  readonly samples: number;
  readonly measure: (chunk: Chunk, level: Level) => Promise<ChunkLoudness>;
};

/**
 * Finds the one gain, in tenths of a decibel, with which a film is as loud as it should be, and where a ceiling is needed
 * for it: each chunk's level. Gating makes loudness anything but linear once peaks are held back, so what they take away
 * is measured and given back.
 */
export async function reachLoudness(
  { chunks, samples, measure }: Measuring,
  wanted: number,
  ceilingPeak: number,
): Promise<readonly Level[]> {
  const asItIs = await runPool(chunks, LOOKED_AT_ONCE, undefined, (chunk) => measure(chunk, UNTOUCHED));
  const levelsAt = (gainDb: number): readonly Level[] =>
    asItIs.map(({ peak }) => {
      const made = peak * factorOf(gainDb);
      const ceiling = made > ceilingPeak ? { peak: ceilingPeak, between: true } : undefined;
      return { gainDb, ceiling, look: made > ceilingPeak * factorOf(-NEAR_DECIBELS) };
    });
  const heard = integratedLoudness(stepsOf(chunks, samples, asItIs));
  if (heard === undefined) return levelsAt(0);
  let gainDb = tenths(wanted - heard);
  for (let round = 1; round < ROUNDS; round += 1) {
    const levels = levelsAt(gainDb);
    if (levels.every(({ ceiling }) => ceiling === undefined)) return levels;
    const held = await runPool(chunks, LOOKED_AT_ONCE, undefined, async (chunk, _, index) => {
      const level = levels[index];
      const before = asItIs[index];
      return level?.ceiling === undefined
        ? { steps: (before?.steps ?? []).map((energy) => energy * factorOf(gainDb) ** 2) }
        : measure(chunk, { ...level, look: false });
    });
    const missing = tenths(wanted - (integratedLoudness(stepsOf(chunks, samples, held)) ?? wanted));
    if (missing === 0) return levels;
    gainDb = tenths(gainDb + missing);
  }
  return levelsAt(gainDb);
}

/** The energies of all of a film's steps. */
function stepsOf(
  chunks: readonly Chunk[],
  samples: number,
  measured: readonly Pick<ChunkLoudness, 'steps'>[],
): readonly number[] {
  const steps = new Array<number>(Math.floor(samples / STEP_SAMPLES)).fill(0);
  chunks.forEach((chunk, index) => {
    measured[index]?.steps.forEach((energy, offset) => {
      const place = stepAt(chunk.start) + offset;
      if (place < steps.length) steps[place] = energy;
    });
  });
  return steps;
}

function tenths(decibels: number): number {
  const within = Math.min(MOST_GAIN_DECIBELS, Math.max(-MOST_GAIN_DECIBELS, decibels));
  return Math.round(within * 10) / 10;
}
