/** Coefficients of one second-order filter, the leading one of its feedback being 1. */
type Biquad = {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
};

/** The two filters of ITU-R BS.1770-4, tables 1 and 2, at 48 kHz: what a head does to sound, and how little lows count. */
const SHELF: Biquad = {
  b0: 1.53512485958697,
  b1: -2.69169618940638,
  b2: 1.19839281085285,
  a1: -1.69065929318241,
  a2: 0.73248077421585,
};
const HIGH_PASS: Biquad = { b0: 1, b1: -2, b2: 1, a1: -1.99004745483398, a2: 0.99007225036621 };

/** Below this nothing is heard, and numbers that go on towards zero for ever make a processor slow. */
const NOTHING = 1e-15;

/** Takes stretches of one channel and gives the energy of each after weighting; what is before a stretch counts on. */
export type KWeighting = (samples: Float32Array, start: number, end: number, step: number) => number;

/** Makes the K-weighting of one channel at 48 kHz: sums of squares of what it lets through. */
export function createKWeighting(): KWeighting {
  let [s1, s2, h1, h2] = [0, 0, 0, 0];
  return (samples, start, end, step) => {
    let sum = 0;
    let [p1, p2, q1, q2] = [s1, s2, h1, h2];
    for (let index = start; index < end; index += step) {
      const sample = samples[index] as number;
      const shelved = SHELF.b0 * sample + p1;
      p1 = SHELF.b1 * sample - SHELF.a1 * shelved + p2;
      p2 = SHELF.b2 * sample - SHELF.a2 * shelved;
      const passed = shelved + q1;
      q1 = HIGH_PASS.b1 * shelved - HIGH_PASS.a1 * passed + q2;
      q2 = shelved - HIGH_PASS.a2 * passed;
      sum += passed * passed;
    }
    [s1, s2, h1, h2] = [settled(p1), settled(p2), settled(q1), settled(q2)];
    return sum;
  };
}

function settled(state: number): number {
  return Math.abs(state) < NOTHING ? 0 : state;
}
