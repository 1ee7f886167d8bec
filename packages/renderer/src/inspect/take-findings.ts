import { type Finding, type FrameRate, framesToSeconds, type TimelineClip } from '@storyboard/core';
import type { TakeDamage } from './look-at-take.ts';

/** Says where in the film a clip shows or sounds what is damaged in its take; what lies beyond the clip's end is not in it. */
export function takeFindings(
  { shot, start, frames }: Pick<TimelineClip, 'shot' | 'start' | 'frames'>,
  frameRate: FrameRate,
  damages: readonly TakeDamage[],
): readonly Finding[] {
  return damages
    .filter(({ seconds = 0 }) => seconds < framesToSeconds(frames, frameRate))
    .map(({ kind, seconds, what }) => {
      const take = kind === 'pictures' ? 'Its take' : 'The sound of its take';
      const place = seconds === undefined ? '' : `, ${seconds.toFixed(1)} s from its beginning`;
      return {
        code: 'undecodable',
        message: `${take} does not decode cleanly${place}: ${what}.`,
        seconds: framesToSeconds(start, frameRate) + (seconds ?? 0),
        shot,
      };
    });
}
