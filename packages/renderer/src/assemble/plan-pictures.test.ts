import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TestTimelineClip, timelineOf } from '../testing/workbench.ts';
import { bodyOf, type CopyRange, planPictures } from './plan-pictures.ts';

type Drawn = {
  readonly body: number;
  readonly transition: number | undefined;
  /** Which part of the body is copied, as two fractions of it. */
  readonly copied: readonly [number, number] | undefined;
};

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const drawn = fc
  .array(
    fc.record({
      body: fc.integer({ min: 1, max: 40 }),
      transition: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
      copied: fc.option(fc.tuple(fraction, fraction), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .chain((clips) =>
    fc.record({
      clips: fc.constant(clips),
      ending: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    }),
  );

function filmOf({
  clips,
  ending,
}: {
  readonly clips: readonly Drawn[];
  readonly ending: number | undefined;
}) {
  const row = clips.map(({ body, transition }, index): TestTimelineClip => {
    const out = index === clips.length - 1 ? ending : clips[index + 1]?.transition;
    const into = transition === undefined ? {} : { transition: { type: 'fade', frames: transition } };
    return { shot: `shot-${index}`, frames: (transition ?? 0) + body + (out ?? 0), ...into };
  });
  const timeline = timelineOf(row, ending === undefined ? {} : { ending: { type: 'fade', frames: ending } });
  const copies = clips.map(({ copied, transition }, index): CopyRange | undefined => {
    if (copied === undefined) return undefined;
    const body = bodyOf(timeline, index);
    const places = copied.map((part) => body.from + Math.floor(part * (body.end - body.from)));
    const [from = 0, end = 0] = places.sort((a, b) => a - b);
    // Without a transition before it a clip is copied from its first frame or not at all.
    const begins = transition === undefined ? 0 : from;
    return end > begins ? { from: begins, end } : undefined;
  });
  return { timeline, copies, pieces: planPictures(timeline, copies) };
}

test('pieces follow each other without gaps and make exactly the film', () => {
  fc.assert(
    fc.property(drawn, (film) => {
      const { timeline, pieces } = filmOf(film);
      const ends = pieces.map((piece) => piece.start + piece.frames);
      expect(pieces.map((piece) => piece.start)).toEqual([0, ...ends.slice(0, -1)]);
      expect(ends.at(-1)).toBe(timeline.frames);
    }),
  );
});

test('every frame of every clip is in exactly one piece at its place, and what can be copied is', () => {
  fc.assert(
    fc.property(drawn, (film) => {
      const { timeline, copies, pieces } = filmOf(film);
      const used = new Map<string, number[]>(timeline.clips.map(({ shot }) => [shot, []]));
      const take = (shot: string, from: number, frames: number) => {
        for (let frame = from; frame < from + frames; frame += 1) used.get(shot)?.push(frame);
      };
      for (const piece of pieces) {
        if (piece.kind !== 'join') {
          expect(piece.clip.start + piece.from).toBe(piece.start);
          take(piece.clip.shot, piece.from, piece.frames);
          continue;
        }
        if (piece.outgoing !== 'black') {
          expect(piece.outgoing.clip.start + piece.outgoing.from).toBe(piece.start);
          take(piece.outgoing.clip.shot, piece.outgoing.from, piece.before + piece.overlap);
        }
        if (piece.incoming !== 'black') {
          expect(piece.incoming.start).toBe(piece.start + piece.before);
          take(piece.incoming.shot, 0, piece.frames - piece.before);
        }
      }
      timeline.clips.forEach(({ shot, frames }, index) => {
        expect(used.get(shot)?.sort((a, b) => a - b)).toEqual(Array.from({ length: frames }, (_, at) => at));
        const copy = pieces.find((piece) => piece.kind === 'copy' && piece.clip.shot === shot);
        const range = copies[index];
        expect(copy?.frames).toBe(range === undefined ? undefined : range.end - range.from);
      });
    }),
  );
});
