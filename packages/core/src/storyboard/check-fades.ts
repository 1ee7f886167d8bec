import { buildTimeline } from '../timeline/build-timeline.ts';
import { framesToSeconds } from '../units.ts';
import type { Report } from './problem.ts';
import type { ResolvedStoryboard } from './resolved.ts';

/** Warns of music whose fades take longer than the film has: it is never heard at its own level. */
export function checkFades(storyboard: ResolvedStoryboard, report: Report): void {
  const { music } = storyboard.soundtrack;
  if (music === undefined) return;
  const { fadeIn, fadeOut, at } = music;
  const seconds = framesToSeconds(buildTimeline(storyboard).frames, storyboard.output.frameRate);
  if (fadeIn + fadeOut <= seconds) return;
  const both = fadeIn > 0 && fadeOut > 0;
  const fades = both ? `in over ${fadeIn} s and out over ${fadeOut} s` : `over ${fadeIn + fadeOut} s`;
  report({
    code: 'fades-too-long',
    severity: 'warning',
    message: `The music fades ${fades}, but the film has ${Number(seconds.toFixed(3))} s: it is never heard at its own level.`,
    hint: `Make ${both ? 'the fades' : 'the fade'} shorter${both ? '; together they should take no more than the film' : ''}.`,
    at: { ...at, pointer: [...at.pointer, fadeOut > 0 ? 'fade_out' : 'fade_in'] },
  });
}
