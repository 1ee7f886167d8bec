import type { FilmClip, Timeline } from '@storyboard/core';
import type { ClipPlan } from './plan-clip.ts';

/** Says for every clip whether its pictures were copied or encoded, why, and whether that was done in this run. */
export function clipResults(
  timeline: Timeline,
  plans: readonly ClipPlan[],
  encodedNow: ReadonlySet<string>,
): readonly FilmClip[] {
  return timeline.clips.map(({ shot, frames }, index) => {
    const kept = !encodedNow.has(shot);
    const { copied, encodedBecause, repacked } = plans[index] ?? {};
    const from = repacked === true ? ', from another container' : '';
    if (encodedBecause === undefined) {
      return { shot, how: 'copied', why: `it is as the film needs it${from}`, kept };
    }
    if (copied === undefined) return { shot, how: 'encoded', why: encodedBecause, kept };
    const taken = `${copied.end - copied.from} of ${frames} frames are taken over${from}`;
    return { shot, how: 'partly', why: `${encodedBecause}; ${taken}`, kept };
  });
}
