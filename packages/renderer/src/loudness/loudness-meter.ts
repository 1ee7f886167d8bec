import { createKWeighting } from './k-weighting.ts';
import { createTruePeak } from './true-peak.ts';

/** How loud sound is, by EBU R 128 (ITU-R BS.1770-4, EBU Tech 3342). What cannot be told of silence is absent. */
export type Loudness = {
  /** Integrated, in LUFS. */
  readonly integrated: number | undefined;
  /** Between its quiet and its loud parts, in LU. */
  readonly range: number | undefined;
  /** The highest peak, between samples as well, in dBTP. */
  readonly truePeak: number | undefined;
};

/** Measures sound that comes bit by bit. */
export type LoudnessMeter = {
  /** Takes 32-bit floats at 48 kHz, the channels' samples in turn; whole samples of all channels only. */
  readonly add: (samples: Float32Array) => void;
  readonly end: () => Loudness;
};

/** Everything is counted in steps of a tenth of a second. */
const STEP_SAMPLES = 4800;
const BLOCK_STEPS = 4;
const SHORT_TERM_STEPS = 30;
const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;
const RANGE_GATE = -20;
const [QUIET, LOUD] = [0.1, 0.95];

/** Makes a meter for sound of one or two channels at 48 kHz; needs eighty bytes for each second. */
export function createLoudnessMeter(channels: number): LoudnessMeter {
  const weighted = createStepMeter(channels);
  const peaks = Array.from({ length: channels }, createTruePeak);
  return {
    add: (samples) => {
      weighted.add(samples);
      for (const [channel, peak] of peaks.entries()) peak.add(samples, channel, channels);
    },
    end: () => {
      const steps = weighted.end();
      const peak = Math.max(0, ...peaks.map((each) => each.end()));
      return {
        integrated: integratedOf(means(steps, BLOCK_STEPS)),
        range: rangeOf(means(steps, SHORT_TERM_STEPS)),
        truePeak: peak === 0 ? undefined : 20 * Math.log10(peak),
      };
    },
  };
}

/** Measures sound that comes bit by bit, as far as `integratedLoudness` needs it. */
export type StepMeter = {
  readonly add: LoudnessMeter['add'];
  /** Weighted energies, a tenth of a second each. */
  readonly end: () => readonly number[];
};

/** Makes a meter that does not look for peaks, which takes longer than all else. */
export function createStepMeter(channels: number): StepMeter {
  const weightings = Array.from({ length: channels }, createKWeighting);
  const steps: number[] = [];
  let [sum, taken] = [0, 0];
  return {
    add: (samples) => {
      for (let start = 0; start < samples.length; ) {
        const end = Math.min(samples.length, start + (STEP_SAMPLES - taken) * channels);
        weightings.forEach((weighting, channel) => {
          sum += weighting(samples, start + channel, end, channels);
        });
        taken += (end - start) / channels;
        start = end;
        if (taken === STEP_SAMPLES) {
          steps.push(sum / STEP_SAMPLES);
          [sum, taken] = [0, 0];
        }
      }
    },
    end: () => steps,
  };
}

/** Integrated loudness, in LUFS, of weighted energies a tenth of a second each; undefined for silence. */
export function integratedLoudness(steps: readonly number[]): number | undefined {
  return integratedOf(means(steps, BLOCK_STEPS));
}

function integratedOf(blocks: readonly number[]): number | undefined {
  const audible = blocks.filter((energy) => lufs(energy) > ABSOLUTE_GATE);
  if (audible.length === 0) return undefined;
  const gate = lufs(mean(audible)) + RELATIVE_GATE;
  return lufs(mean(audible.filter((energy) => lufs(energy) > gate)));
}

function rangeOf(blocks: readonly number[]): number | undefined {
  const audible = blocks.filter((energy) => lufs(energy) > ABSOLUTE_GATE);
  if (audible.length === 0) return undefined;
  const gate = lufs(mean(audible)) + RANGE_GATE;
  const levels = audible
    .map(lufs)
    .filter((level) => level > gate)
    .sort((a, b) => a - b);
  const at = (share: number): number => levels[Math.round((levels.length - 1) * share)] ?? 0;
  return at(LOUD) - at(QUIET);
}

/** The mean over every so many steps in a row. */
function means(steps: readonly number[], length: number): readonly number[] {
  return Array.from({ length: Math.max(0, steps.length - length + 1) }, (_, index) =>
    mean(steps.slice(index, index + length)),
  );
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function lufs(energy: number): number {
  return -0.691 + 10 * Math.log10(energy);
}
