import { LEVEL_SAMPLES } from './held-sound.ts';
import { factorOf } from './samples.ts';
import { fadedAt, type Voice } from './voice.ts';

/** How much is left of what gives way, for each `LEVEL_SAMPLES` of the film: factors, between which one goes straight. */
export type Ducking = Float32Array;

const DEPTH_DECIBELS = 10;
/** Shots this quiet leave the music alone, shots this loud push it down all the way. Decibels of their short-time power. */
const [QUIET, LOUD] = [-48, -32];
const STEP_SECONDS = 0.02;
const ATTACK = 1 - Math.exp(-STEP_SECONDS / 0.1);
const RELEASE = 1 - Math.exp(-STEP_SECONDS / 0.6);
/** The music is on its way down before a word begins, and waits over its pauses. */
const AHEAD_STEPS = 8;
const HOLD_STEPS = 15;
/** Rounded, so that a shot does not reach into the rest of the film by differences that nobody hears. */
const PARTS_OF_A_DECIBEL = 20;

/** How far music gives way to the shots' own sound, moment by moment. */
export function duckingUnder(voices: readonly Voice[], samples: number): Ducking {
  const levels = new Float64Array(Math.ceil(samples / LEVEL_SAMPLES) + 1);
  for (const voice of voices) if (!voice.ducked) addLevels(levels, voice);
  const wanted = Float64Array.from(levels, (power) => {
    const decibels = 10 * Math.log10(power / 2 + 1e-12);
    return DEPTH_DECIBELS * Math.min(1, Math.max(0, (decibels - QUIET) / (LOUD - QUIET)));
  });
  const held = greatestAround(wanted, HOLD_STEPS, AHEAD_STEPS);
  let depth = 0;
  return Float32Array.from(held, (target) => {
    depth += (target - depth) * (target > depth ? ATTACK : RELEASE);
    return factorOf(-Math.round(depth * PARTS_OF_A_DECIBEL) / PARTS_OF_A_DECIBEL);
  });
}

function addLevels(levels: Float64Array, voice: Voice): void {
  const { sound, at, start, end, gain, fades } = voice;
  const first = Math.floor(start / LEVEL_SAMPLES);
  for (let index = first; index * LEVEL_SAMPLES < end; index += 1) {
    const middle = Math.min(end - 1, Math.max(start, index * LEVEL_SAMPLES + LEVEL_SAMPLES / 2));
    const power = sound.levels[Math.floor((middle - at) / LEVEL_SAMPLES)] ?? 0;
    const factor = gain * fadedAt(fades, middle);
    levels[index] = (levels[index] ?? 0) + power * factor * factor;
  }
}

/** Of each value and so many before and after it, the greatest. */
function greatestAround(values: Float64Array, before: number, after: number): Float64Array {
  return Float64Array.from(values, (_, index) =>
    Math.max(...values.subarray(Math.max(0, index - before), index + after + 1)),
  );
}
