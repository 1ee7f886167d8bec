import type { FilmClip, Timeline } from '@storyboard/core';
import type { ClipPlan } from './plan-clip.ts';

/** Says for every clip whether its pictures were copied or encoded, and why. */
export function clipResults(timeline: Timeline, plans: readonly ClipPlan[]): readonly FilmClip[] {
  return timeline.clips.map(({ shot, frames }, index) => {
    const { copied, encodedBecause } = plans[index] ?? { copied: undefined, encodedBecause: undefined };
    if (encodedBecause === undefined) return { shot, how: 'copied', why: 'it is as the film needs it' };
    if (copied === undefined) return { shot, how: 'encoded', why: encodedBecause };
    const taken = `${copied.end - copied.from} of ${frames} frames are taken over`;
    return { shot, how: 'partly', why: `${encodedBecause}; ${taken}` };
  });
}
