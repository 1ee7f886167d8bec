import { buildTimeline } from '../timeline/build-timeline.ts';
import { framesToSeconds } from '../units.ts';
import type { Report } from './problem.ts';
import type { ResolvedStoryboard } from './resolved.ts';

/** Complains about a poster that is to be taken from after the film's end. */
export function checkPosterTime(storyboard: ResolvedStoryboard, report: Report): void {
  const { deliveries, frameRate } = storyboard.output;
  const at = deliveries.poster?.at;
  if (at === undefined) return;
  const seconds = framesToSeconds(buildTimeline(storyboard).frames, frameRate);
  if (at < seconds) return;
  report({
    code: 'out-of-range',
    severity: 'error',
    message: `The film ends after ${Number(seconds.toFixed(3))} seconds; there is no frame at ${at}.`,
    hint: 'Name an earlier time, or leave `at` out for the middle of the first shot.',
    at: { path: storyboard.path, pointer: ['output', 'poster', 'at'] },
  });
}
