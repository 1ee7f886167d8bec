/** A shot is never moved further: what was recorded quietly is meant to be quieter than what was recorded loudly. */
const MOST_DECIBELS = 6;

/** Below this a shot is room tone, not sound that should be as loud as its neighbours. LUFS. */
const QUIETEST = -50;

/** Decibels by which a shot of a measured loudness moves towards the film's, in tenths; none for what is nearly silent. */
export function levelGain(loudness: number | undefined, wanted: number): number {
  if (loudness === undefined || loudness < QUIETEST) return 0;
  const gain = Math.min(MOST_DECIBELS, Math.max(-MOST_DECIBELS, wanted - loudness));
  return Math.round(gain * 10) / 10;
}
