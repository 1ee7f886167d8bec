/** How far a sample lies off the line through its neighbours, twice: next to nothing in a tone, most where sound jumps. */
export function bendAt(samples: Float32Array, at: number): number {
  return Math.abs((samples[at - 1] ?? 0) - 2 * (samples[at] ?? 0) + (samples[at + 1] ?? 0));
}

/** Samples at 48 kHz around a place where sound may jump that belong to the jump. */
export const NEAR = 48;
/** Where the surroundings of such a place begin, in samples at 48 kHz. */
export const CLEAR = 96;
/** How far they go. */
export const FAR = 960;
