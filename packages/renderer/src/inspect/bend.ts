/** How far a sample lies off the line through its neighbours, twice: next to nothing in a tone, most where sound jumps. */
export function bendAt(samples: Float32Array, at: number): number {
  return Math.abs((samples[at - 1] ?? 0) - 2 * (samples[at] ?? 0) + (samples[at + 1] ?? 0));
}

/** Around a place where sound may jump, in samples at 48 kHz: what belongs to it, and how far its surroundings go. */
export const NEAR = 48;
export const CLEAR = 96;
export const FAR = 960;
