import type { HeldSound } from './held-sound.ts';

/** A rise from or a fall to silence. */
export type Fade = {
  readonly direction: 'in' | 'out';
  /** `power`: two that cross keep the power of sounds that have nothing to do with each other; `smooth`: no corners. */
  readonly shape: 'power' | 'smooth';
  /** The film's samples between which it lasts. */
  readonly from: number;
  readonly to: number;
};

/** A sound in the film: where it lies, how loud it is, how it begins and ends. All places are samples of the film. */
export type Voice = {
  readonly sound: HeldSound;
  /** Where its first sample lies, heard or not. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  /** A factor. */
  readonly gain: number;
  readonly fades: readonly Fade[];
  /** Whether it gives way while others are loud. */
  readonly ducked: boolean;
};

/** How much of a voice is heard at a sample of the film by its fades alone. */
export function fadedAt(fades: readonly Fade[], sample: number): number {
  let heard = 1;
  for (const fade of fades) heard *= fadeAt(fade, sample);
  return heard;
}

/** A fade's factor at a sample of the film; 1 on its loud side, 0 on the other. */
export function fadeAt({ direction, shape, from, to }: Fade, sample: number): number {
  const place = Math.min(1, Math.max(0, (sample + 0.5 - from) / (to - from)));
  const sine = Math.sin(((direction === 'in' ? place : 1 - place) * Math.PI) / 2);
  return shape === 'power' ? sine : sine * sine;
}
