import type { ResolvedShot, ResolvedStoryboard } from '../storyboard/resolved.ts';
import { type FrameRate, secondsToFrames } from '../units.ts';
import type { Timeline, TimelineClip, TimelineTransition } from './timeline.ts';

/**
 * Lays the shots on the track in whole frames. `shots` names the ones that are in the film (all where absent); the
 * first of them comes from black.
 *
 * Every length is rounded once and positions are sums of whole frames, so nothing drifts. A transition gives way where
 * a shot has fewer frames than the transitions at both its ends want, which only happens when shots between are missing.
 */
export function buildTimeline(storyboard: ResolvedStoryboard, shots?: ReadonlySet<string>): Timeline {
  const { frameRate, size } = storyboard.output;
  const clips: TimelineClip[] = [];
  let end = 0;
  let free = 0;
  for (const shot of storyboard.shots) {
    if (shots !== undefined && !shots.has(shot.id)) continue;
    const frames = clipFrames(shot, frameRate);
    const room = clips.length === 0 ? frames : Math.min(free, frames);
    const transition = transitionInto(shot, frameRate, room);
    const overlap = transition?.frames ?? 0;
    const start = clips.length === 0 ? 0 : end - overlap;
    clips.push({ shot: shot.id, frames, start, fit: shot.fit, match: shot.match, transition });
    end = start + frames;
    free = frames - overlap;
  }
  const ending = Math.min(secondsToFrames(storyboard.output.fadeOut, frameRate), free);
  return {
    frameRate,
    size,
    frames: end,
    clips,
    ending: ending > 0 ? { type: 'fade', frames: ending } : undefined,
  };
}

/** How many frames of the film a shot's take fills: its duration, never less than one frame. */
export function clipFrames(shot: ResolvedShot, rate: FrameRate): number {
  return Math.max(1, secondsToFrames(shot.duration, rate));
}

function transitionInto(shot: ResolvedShot, rate: FrameRate, room: number): TimelineTransition | undefined {
  if (shot.transition === undefined) return undefined;
  const frames = Math.min(secondsToFrames(shot.transition.duration, rate), room);
  return frames > 0 ? { type: shot.transition.type, frames } : undefined;
}
