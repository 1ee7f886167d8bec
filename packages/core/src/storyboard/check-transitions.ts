import { type FrameRate, secondsToFrames } from '../units.ts';
import type { Report } from './problem.ts';
import type { Locator, ResolvedShot } from './resolved.ts';

/**
 * Complains about shots and transitions that are shorter than a frame, and about transitions that take more frames than
 * the shots they overlap have. `where` tells where a setting of the shot with that index is written.
 */
export function checkTransitions(
  shots: readonly ResolvedShot[],
  frameRate: FrameRate,
  report: Report,
  where: (index: number, setting: string) => Locator,
): void {
  shots.forEach((shot, index) => {
    const frames = secondsToFrames(shot.duration, frameRate);
    if (frames < 1) tooShort('shot', index, 'duration');
    const before = framesOf(shot);
    const after = framesOf(shots[index + 1]);
    if (shot.transition !== undefined && before < 1) tooShort('transition', index, 'transition');
    if (before + after <= frames) return;
    const at = where(before > frames || after === 0 ? index : index + 1, 'transition');
    report({
      code: 'transition-too-long',
      severity: 'error',
      // Of a default it is said once, not of every shot.
      message: `${at.pointer[0] === 'defaults' ? 'A shot' : `The shot \`${shot.id}\``} has ${frames} frames, but ${overlap(before, after)}.`,
      hint: 'Make the transition shorter or the shot longer.',
      at,
    });
  });

  function framesOf(shot: ResolvedShot | undefined): number {
    return shot?.transition === undefined ? 0 : secondsToFrames(shot.transition.duration, frameRate);
  }

  function tooShort(what: string, index: number, setting: string): void {
    report({
      code: 'out-of-range',
      severity: 'error',
      message: `The ${what} is shorter than a single frame of the film.`,
      at: where(index, setting),
    });
  }
}

function overlap(before: number, after: number): string {
  if (before === 0) return `the transition out of it takes ${after}`;
  if (after === 0) return `the transition into it takes ${before}`;
  return `the transitions into and out of it take ${before} + ${after}`;
}
