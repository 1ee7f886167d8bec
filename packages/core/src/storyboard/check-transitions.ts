import { secondsToFrames } from '../units.ts';
import type { Report } from './problem.ts';
import type { Locator, ResolvedShot, ResolvedStoryboard } from './resolved.ts';

/**
 * Complains about shots and transitions that are shorter than a frame, and about transitions that take more frames than
 * the shots they overlap have, the fade at the film's end among them. `where` tells where a setting of the shot with that
 * index, or of the film, is written.
 */
export function checkTransitions(
  shots: readonly ResolvedShot[],
  { frameRate, fadeOut }: Pick<ResolvedStoryboard['output'], 'frameRate' | 'fadeOut'>,
  report: Report,
  where: (index: number, setting: string) => Locator,
): void {
  const ending = secondsToFrames(fadeOut, frameRate);
  if (fadeOut > 0 && ending < 1) tooShort('fade at the end', shots.length - 1, 'fade_out');
  shots.forEach((shot, index) => {
    const frames = secondsToFrames(shot.duration, frameRate);
    if (frames < 1) tooShort('shot', index, 'duration');
    const before = framesOf(shot);
    const isLast = index === shots.length - 1;
    const after = isLast ? ending : framesOf(shots[index + 1]);
    if (shot.transition !== undefined && before < 1) tooShort('transition', index, 'transition');
    if (before + after <= frames) return;
    const isOwn = before > frames || after === 0;
    const at = isLast && !isOwn ? where(index, 'fade_out') : where(isOwn ? index : index + 1, 'transition');
    report({
      code: 'transition-too-long',
      severity: 'error',
      // Of a default it is said once, not of every shot.
      message: `${at.pointer[0] === 'defaults' ? 'A shot' : `The shot \`${shot.id}\``} has ${frames} frames, but ${overlap(before, after, isLast)}.`,
      hint: `Make the ${isLast && !isOwn ? 'fade' : 'transition'} shorter or the shot longer.`,
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

function overlap(before: number, after: number, isLast: boolean): string {
  const end = isLast ? 'the fade at the end of the film' : 'the transition out of it';
  if (before === 0) return `${end} takes ${after}`;
  if (after === 0) return `the transition into it takes ${before}`;
  return isLast
    ? `the transition into it takes ${before} and ${end} ${after}`
    : `the transitions into and out of it take ${before} + ${after}`;
}
