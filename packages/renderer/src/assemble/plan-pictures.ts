import type { Timeline, TimelineClip } from '@storyboard/core';

/** Frames of a clip that go into the film as they are; counted from the clip's first frame. */
export type CopyRange = { readonly from: number; readonly end: number };

/** Frames of one clip, and where the first of them lies in the film. */
type Placed = {
  readonly clip: TimelineClip;
  readonly from: number;
  readonly frames: number;
  readonly start: number;
};

/** Frames whose bytes are taken over. */
export type CopyPiece = Placed & { readonly kind: 'copy' };

/** Frames of one clip that are encoded. */
export type BodyPiece = Placed & { readonly kind: 'body' };

/** A transition that is encoded, with what must be encoded of its clips on both sides of it. */
export type JoinPiece = {
  readonly kind: 'join';
  readonly type: string;
  readonly outgoing: { readonly clip: TimelineClip; readonly from: number } | 'black';
  /** From its first frame. */
  readonly incoming: TimelineClip | 'black';
  readonly start: number;
  /** All of them: before, during and after the transition. */
  readonly frames: number;
  readonly before: number;
  readonly overlap: number;
};

/** What the film's pictures are made of, in order and without gaps. */
export type PicturePiece = CopyPiece | BodyPiece | JoinPiece;

/** The frames of a clip that no transition touches. */
export type Body = CopyRange;

/** Where the transitions of a clip leave it alone. */
export function bodyOf(timeline: Timeline, index: number): Body {
  const clip = timeline.clips[index];
  const next = timeline.clips[index + 1];
  const out = next === undefined ? timeline.ending : next.transition;
  return { from: clip?.transition?.frames ?? 0, end: (clip?.frames ?? 0) - (out?.frames ?? 0) };
}

/**
 * Decides what is copied and what is encoded. Between the copied frames of two clips there is one piece: the rest of
 * the one, the transition, the beginning of the other. A clip of which nothing is copied has its body as a piece of its
 * own, so that a new neighbour does not make it again.
 *
 * @param copies - Of each clip, in their order, what of its body can be copied.
 */
export function planPictures(
  timeline: Timeline,
  copies: readonly (CopyRange | undefined)[],
): readonly PicturePiece[] {
  const pieces = timeline.clips.flatMap((clip, index): readonly PicturePiece[] => {
    const body = bodyOf(timeline, index);
    const copied = copies[index];
    const isLast = index === timeline.clips.length - 1;
    const goesOut = (isLast ? timeline.ending : timeline.clips[index + 1]?.transition) !== undefined;
    const tail = copied !== undefined && !goesOut ? placed(clip, copied.end, body.end) : undefined;
    const whole = copied ?? body;
    return [
      ...joinInto(timeline, index, copies),
      { kind: copied === undefined ? 'body' : 'copy', ...placed(clip, whole.from, whole.end) },
      ...(tail === undefined ? [] : [{ kind: 'body', ...tail } as const]),
      ...(isLast ? ending(timeline, copies) : []),
    ];
  });
  return pieces.filter(({ frames }) => frames > 0);
}

function placed(clip: TimelineClip, from: number, end: number): Placed {
  return { clip, from, frames: end - from, start: clip.start + from };
}

function joinInto(
  timeline: Timeline,
  index: number,
  copies: readonly (CopyRange | undefined)[],
): readonly JoinPiece[] {
  const incoming = timeline.clips[index];
  if (incoming?.transition === undefined) return [];
  const { type, frames: overlap } = incoming.transition;
  const outgoing = timeline.clips[index - 1];
  const before = outgoing === undefined ? 0 : tailFrames(timeline, index - 1, copies[index - 1]);
  const after = (copies[index]?.from ?? overlap) - overlap;
  return [
    {
      kind: 'join',
      type,
      outgoing:
        outgoing === undefined ? 'black' : { clip: outgoing, from: outgoing.frames - overlap - before },
      incoming,
      start: incoming.start - before,
      frames: before + overlap + after,
      before,
      overlap,
    },
  ];
}

function ending(timeline: Timeline, copies: readonly (CopyRange | undefined)[]): readonly JoinPiece[] {
  const last = timeline.clips.length - 1;
  const clip = timeline.clips[last];
  if (clip === undefined || timeline.ending === undefined) return [];
  const { type, frames: overlap } = timeline.ending;
  const before = tailFrames(timeline, last, copies[last]);
  return [
    {
      kind: 'join',
      type,
      outgoing: { clip, from: clip.frames - overlap - before },
      incoming: 'black',
      start: timeline.frames - overlap - before,
      frames: before + overlap,
      before,
      overlap,
    },
  ];
}

/** Of a clip that is copied in part, what lies between that and the transition after it. */
function tailFrames(timeline: Timeline, index: number, copied: CopyRange | undefined): number {
  return copied === undefined ? 0 : bodyOf(timeline, index).end - copied.end;
}
