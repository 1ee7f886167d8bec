/** Film and reference are compared at this rate. */
export const SAMPLES_PER_SECOND = 48_000;

/** How a shot sounds: for how long, and whether both sides hear the same. */
export type Chirp = { readonly shot: number; readonly seconds: number; readonly channels: 1 | 2 };

/** Which side of the sound. */
export type Side = 'left' | 'right';

const AMPLITUDE = 0.4;

/** The tone turns so often: each stretch of sound goes over all pitches, and so is like itself in one place only. */
const TURN_SECONDS = 0.05;

/**
 * Samples of a tone that rises and falls without end between pitches that are never the same twice, so that any stretch
 * of it occurs in one place of one shot only. The other side goes the other way.
 */
export function chirp(sound: Chirp, side: Side, samplesPerSecond = SAMPLES_PER_SECOND): Float32Array {
  const { shot, seconds, channels } = sound;
  const isOther = channels === 2 && side === 'right';
  let turn = 0;
  /** Whole turns of the wave before this one, in radians. */
  let before = 0;
  return Float32Array.from({ length: Math.round(seconds * samplesPerSecond) }, (_, index) => {
    let time = index / samplesPerSecond - turn * TURN_SECONDS;
    if (time >= TURN_SECONDS) {
      before += phaseOf(shot, turn, isOther, TURN_SECONDS);
      turn += 1;
      time -= TURN_SECONDS;
    }
    return AMPLITUDE * Math.sin(before + phaseOf(shot, turn, isOther, time));
  });
}

function phaseOf(shot: number, turn: number, isOther: boolean, time: number): number {
  const from = pitchOf(shot, turn, isOther);
  const to = pitchOf(shot, turn + 1, isOther);
  return 2 * Math.PI * (from * time + ((to - from) / (2 * TURN_SECONDS)) * time * time);
}

/** Low and high in turns, in hertz. */
function pitchOf(shot: number, turn: number, isOther: boolean): number {
  const number = shot * 31 + turn;
  const isHigh = (turn + (isOther ? 1 : 0)) % 2 === 1;
  return isHigh ? 4500 + ((number * 389) % 3000) : 300 + ((number * 97) % 700);
}

/** Where a stretch of sound was found, in samples from where it was looked for, and how alike the two are (at most 1). */
export type Found = { readonly lag: number; readonly likeness: number };

/** Finds a stretch of a reference in a sound by correlation, at most `reach` samples away from `at`. */
export function findStretch(sound: Float32Array, at: number, stretch: Float32Array, reach: number): Found {
  const energy = energyOf(stretch, 0, stretch.length);
  let found: Found = { lag: 0, likeness: Number.NEGATIVE_INFINITY };
  for (let lag = -reach; lag <= reach; lag += 1) {
    let sum = 0;
    for (let index = 0; index < stretch.length; index += 1) {
      sum += (stretch[index] ?? 0) * (sound[at + lag + index] ?? 0);
    }
    const likeness = sum / Math.sqrt(energy * energyOf(sound, at + lag, stretch.length) + 1e-12);
    if (likeness > found.likeness) found = { lag, likeness };
  }
  return found;
}

/** How loud a stretch of a reference is in a sound that may hold others beside it; 1 where it is as loud as itself. */
export function gainOf(sound: Float32Array, at: number, stretch: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < stretch.length; index += 1) {
    sum += (stretch[index] ?? 0) * (sound[at + index] ?? 0);
  }
  return sum / energyOf(stretch, 0, stretch.length);
}

function energyOf(sound: Float32Array, from: number, length: number): number {
  let sum = 0;
  for (let index = from; index < from + length; index += 1) sum += (sound[index] ?? 0) ** 2;
  return sum;
}
