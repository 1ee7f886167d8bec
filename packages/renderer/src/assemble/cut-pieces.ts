import { StoryboardError, type Timeline, type TimelineClip } from '@storyboard/core';

/** Frames of one clip that no transition touches; `from` counts from the clip's first frame. */
export type BodyPiece = {
  readonly kind: 'body';
  readonly clip: TimelineClip;
  readonly from: number;
  /** The film's frame it starts on. */
  readonly start: number;
  readonly frames: number;
};

/** A transition: the last frames of one clip (or black) over the first frames of the next. */
export type JoinPiece = {
  readonly kind: 'join';
  readonly type: string;
  readonly outgoing: { readonly clip: TimelineClip; readonly from: number } | 'black';
  readonly incoming: TimelineClip;
  readonly start: number;
  readonly frames: number;
};

/** What the film is made of, in order and without gaps. */
export type Piece = BodyPiece | JoinPiece;

/**
 * Cuts the timeline where transitions begin and end. Each piece can then be made on its own, so that the work grows
 * with the film's length and never needs more than a few frames in memory. The frames of all pieces are the film's.
 *
 * @throws StoryboardError `assembly-failed` for a timeline that does not fit together.
 */
export function cutPieces(timeline: Timeline): readonly Piece[] {
  const pieces = timeline.clips.flatMap((clip, index): readonly Piece[] => {
    const before = timeline.clips[index - 1];
    const inFrames = clip.transition?.frames ?? 0;
    const outFrames = timeline.clips[index + 1]?.transition?.frames ?? 0;
    const body: BodyPiece = {
      kind: 'body',
      clip,
      from: inFrames,
      start: clip.start + inFrames,
      frames: clip.frames - inFrames - outFrames,
    };
    const isLast = index === timeline.clips.length - 1;
    if (body.frames < (isLast ? (timeline.ending?.frames ?? 0) : 0)) {
      throw misfit(`the transitions of shot "${clip.shot}" take more frames than it has`);
    }
    const join: readonly JoinPiece[] =
      clip.transition === undefined || inFrames === 0
        ? []
        : [
            {
              kind: 'join',
              type: clip.transition.type,
              outgoing: before === undefined ? 'black' : { clip: before, from: before.frames - inFrames },
              incoming: clip,
              start: clip.start,
              frames: inFrames,
            },
          ];
    return body.frames === 0 ? join : [...join, body];
  });
  checkPieces(timeline, pieces);
  return pieces;
}

function checkPieces(timeline: Timeline, pieces: readonly Piece[]): void {
  let next = 0;
  for (const piece of pieces) {
    if (piece.start !== next || !Number.isSafeInteger(piece.frames) || piece.frames < 1) {
      throw misfit(`a piece starts on frame ${piece.start} where ${next} is next`);
    }
    next += piece.frames;
  }
  if (next !== timeline.frames || next === 0) {
    throw misfit(`its clips make ${next} frames, it says ${timeline.frames}`);
  }
}

function misfit(what: string): StoryboardError {
  return new StoryboardError('assembly-failed', `The timeline does not fit together: ${what}.`);
}
