import { CHANNELS } from './samples.ts';

/** A bend that is no more than so many times the sharpest of the sound by itself is not heard as a click. */
const IN_PROPORTION = 2;

/** Sounds of which one bends so much less than the other are not one sound that goes on. */
const ALIKE = 1 / 8;

/** A step below this is below 16 bits. */
const NOTHING = 1e-5;

/**
 * Whether sound jumps where `after` follows `before`: whether it bends there more than it does on either side by
 * itself. A tone that goes on, or noise after noise, does not. Both are stereo samples, left and right in turn.
 */
export function isJump(before: Float32Array, after: Float32Array): boolean {
  for (let channel = 0; channel < CHANNELS; channel += 1) {
    const [left, right] = [channelOf(before, channel), channelOf(after, channel)];
    const sides = [sharpest(left), sharpest(right)];
    const [least, most] = [Math.min(...sides), Math.max(...sides)];
    const usual = least < most * ALIKE ? 0 : most;
    const here = sharpest(Float32Array.of(...left.slice(-2), ...right.slice(0, 2)));
    if (here > Math.max(NOTHING, IN_PROPORTION * usual)) return true;
  }
  return false;
}

function channelOf(samples: Float32Array, channel: number): Float32Array {
  return samples.filter((_, index) => index % CHANNELS === channel);
}

/** The largest second difference. */
function sharpest(samples: Float32Array): number {
  let most = 0;
  for (let index = 2; index < samples.length; index += 1) {
    const bend = (samples[index] ?? 0) - 2 * (samples[index - 1] ?? 0) + (samples[index - 2] ?? 0);
    most = Math.max(most, Math.abs(bend));
  }
  return most;
}
