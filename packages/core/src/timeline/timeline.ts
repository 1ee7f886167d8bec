import type { Fit } from '../storyboard/resolved.ts';
import type { FrameRate, PictureSize } from '../units.ts';

/** A transition in frames; it overlaps its two clips, or the first clip and black. */
export type TimelineTransition = { readonly type: string; readonly frames: number };

/** One picked take on the track. */
export type TimelineClip = {
  readonly shot: string;
  /** How many frames of the take are used, from its first one; a shorter take is held on its last frame. */
  readonly frames: number;
  /** The film's frame on which the clip's first frame lies. */
  readonly start: number;
  readonly fit: Fit;
  /** Whether its colours are brought to those of the clip before it. */
  readonly match: 'colour' | undefined;
  /** From the clip before, or from black on the first clip. Absent for a hard cut. */
  readonly transition: TimelineTransition | undefined;
};

/** The film as a track of clips, in whole frames. */
export type Timeline = {
  readonly frameRate: FrameRate;
  readonly size: PictureSize;
  /** The exact length of the film. */
  readonly frames: number;
  readonly clips: readonly TimelineClip[];
  /** Over the film's last frames, to black; it lengthens nothing. */
  readonly ending: TimelineTransition | undefined;
};
