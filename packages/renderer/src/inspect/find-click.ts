import { bendAt, CLEAR, FAR, NEAR } from './bend.ts';

/** A jump in the sound at a join. */
export type Click = {
  /** How far it jumps, full scale being 1. */
  readonly jump: number;
  /** In samples from the join; below zero where the sound breaks off before it. */
  readonly offset: number;
};

/** How long before a join a sound may end that was not long enough for its pictures. */
const EARLY = 2880;

/** Less is not heard. */
const LEAST_JUMP = 0.01;
/**
 * How much more the sound bends at a click than anywhere else around it. Noise, voices and music stay below 3 wherever
 * one looks; two tones put together out of phase come to 5 to 70 after AAC.
 */
const OUT_OF_PROPORTION = 4;
/** Part of the loudest sample around that counts as silence beside it: AAC rings on after a sound that breaks off. */
const SILENT_SHARE = 0.02;

/** How many samples before and after a join `findClick` looks at. */
export const CLICK_REACH = { before: EARLY + FAR + 2, after: FAR + 2 } as const;

/**
 * Looks for a click in one channel around a join that lies at `at`: a place at which the sound bends far more than just
 * before and after it, as it does where two sounds are put together without a fade. A beat that begins at a join is none:
 * it goes on.
 *
 * @param hard - Whether nothing leads over, so that sound that breaks off before the join is a click as well.
 */
export function findClick(samples: Float32Array, at: number, hard: boolean): Click | undefined {
  const bend = highest(samples, at - NEAR, at + NEAR);
  const around = Math.max(
    highest(samples, at - FAR, at - CLEAR).bend,
    highest(samples, at + CLEAR, at + FAR).bend,
  );
  if (isClick(bend.bend, around)) return { jump: bend.bend, offset: bend.at - at };
  return hard ? breaksOff(samples, at) : undefined;
}

/** Sound whose end was filled up with silence and not faded. */
function breaksOff(samples: Float32Array, at: number): Click | undefined {
  const first = Math.max(1, at - EARLY - FAR);
  let loudest = 0;
  for (let index = first; index < at; index += 1) loudest = Math.max(loudest, Math.abs(samples[index] ?? 0));
  let end = at;
  while (end > first && Math.abs(samples[end - 1] ?? 0) <= loudest * SILENT_SHARE) end -= 1;
  if (at - end < CLEAR || at - end > EARLY) return undefined;
  const bend = highest(samples, end - NEAR, end + NEAR);
  const before = highest(samples, end - FAR, end - CLEAR).bend;
  return isClick(bend.bend, before) ? { jump: bend.bend, offset: bend.at - at } : undefined;
}

function isClick(bend: number, around: number): boolean {
  return bend >= LEAST_JUMP && bend > around * OUT_OF_PROPORTION;
}

/** The sharpest bend between two samples. */
function highest(
  samples: Float32Array,
  from: number,
  to: number,
): { readonly bend: number; readonly at: number } {
  let found = { bend: 0, at: from };
  for (let index = Math.max(1, from); index < Math.min(to, samples.length - 1); index += 1) {
    const bend = bendAt(samples, index);
    if (bend > found.bend) found = { bend, at: index };
  }
  return found;
}
