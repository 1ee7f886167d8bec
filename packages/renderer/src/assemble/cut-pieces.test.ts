import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusalOf, type TestTimelineClip, timelineOf } from '../testing/workbench.ts';
import { cutPieces } from './cut-pieces.ts';

/** Clips in a row; each has room for its own transition and for the one of the clip after it. */
const clips = fc
  .array(
    fc.record({
      body: fc.integer({ min: 0, max: 40 }),
      transition: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((drawn) =>
    drawn.flatMap(({ body, transition }, index): readonly TestTimelineClip[] => {
      const frames = body + (transition ?? 0) + (drawn[index + 1]?.transition ?? 0);
      if (frames === 0) return [];
      const shot = `shot-${index}`;
      return [
        {
          shot,
          frames,
          ...(transition === undefined ? {} : { transition: { type: 'fade', frames: transition } }),
        },
      ];
    }),
  )
  .filter((row) => row.length > 0);

test('pieces follow each other without gaps and make exactly the film', () => {
  fc.assert(
    fc.property(clips, (row) => {
      const timeline = timelineOf(row);
      fc.pre(timeline.frames > 0);
      const pieces = cutPieces(timeline);
      const ends = pieces.map((piece) => piece.start + piece.frames);
      expect(pieces.map((piece) => piece.start)).toEqual([0, ...ends.slice(0, -1)]);
      expect(ends.at(-1)).toBe(timeline.frames);
    }),
  );
});

test('every frame of every clip is in exactly one piece, at its place in the film', () => {
  fc.assert(
    fc.property(clips, (row) => {
      const timeline = timelineOf(row);
      fc.pre(timeline.frames > 0);
      const used = new Map<string, number[]>(timeline.clips.map((clip) => [clip.shot, []]));
      for (const piece of cutPieces(timeline)) {
        const parts =
          piece.kind === 'body'
            ? [{ clip: piece.clip, from: piece.from }]
            : [{ clip: piece.incoming, from: 0 }, ...(piece.outgoing === 'black' ? [] : [piece.outgoing])];
        for (const { clip, from } of parts) {
          expect(clip.start + from).toBe(piece.start);
          for (let frame = from; frame < from + piece.frames; frame += 1) used.get(clip.shot)?.push(frame);
        }
      }
      for (const clip of timeline.clips) {
        const frames = used.get(clip.shot)?.sort((a, b) => a - b);
        expect(frames).toEqual(Array.from({ length: clip.frames }, (_, index) => index));
      }
    }),
  );
});

test('a transition on the first clip comes from black', () => {
  const timeline = timelineOf([{ shot: 'a', frames: 10, transition: { type: 'fade', frames: 4 } }]);
  const [clip] = timeline.clips;
  expect(cutPieces(timeline)).toEqual([
    { kind: 'join', type: 'fade', outgoing: 'black', incoming: clip, start: 0, frames: 4 },
    { kind: 'body', clip, from: 4, start: 4, frames: 6 },
  ]);
});

test('transitions that overlap inside a clip are refused', async () => {
  const timeline = timelineOf([
    { shot: 'a', frames: 10, transition: { type: 'fade', frames: 6 } },
    { shot: 'b', frames: 10, transition: { type: 'fade', frames: 6 } },
  ]);
  const problem = await refusalOf(Promise.resolve().then(() => cutPieces(timeline)));
  expect([problem.code, problem.message]).toEqual([
    'assembly-failed',
    'The timeline does not fit together: the transitions of shot "a" take more frames than it has.',
  ]);
});

test.each([
  ['a gap', (start: number) => start + 1, 20],
  ['another length', (start: number) => start, 21],
])('a timeline with %s is refused', async (_, move, frames) => {
  const timeline = timelineOf([
    { shot: 'a', frames: 10 },
    { shot: 'b', frames: 10 },
  ]);
  const moved = timeline.clips.map((clip, index) =>
    index === 0 ? clip : { ...clip, start: move(clip.start) },
  );
  const problem = await refusalOf(
    Promise.resolve().then(() => cutPieces({ ...timeline, frames, clips: moved })),
  );
  expect(problem.message).toContain('The timeline does not fit together');
});

test('a timeline without clips is refused', async () => {
  const problem = await refusalOf(Promise.resolve().then(() => cutPieces(timelineOf([]))));
  expect(problem.code).toBe('assembly-failed');
});
