import { frameRate } from '@storyboard/core';
import { expect, test } from 'vitest';
import type { Cut } from './cut.ts';
import { doubtfulStretches } from './doubtful-stretches.ts';

const SIZE = { width: 1280, height: 720 };
const CUT: Cut = {
  frameRate: frameRate(24),
  frames: 192,
  clips: [
    { shot: 'one', start: 0, frames: 96, transition: undefined },
    { shot: 'two', start: 96, frames: 96, transition: undefined },
  ],
  ending: undefined,
  drawn: new Set(),
};

/** Footage that moves, a key picture every 48, and B pictures that are small; changed in some places. */
function coded(changes: (frame: number) => number | undefined = () => undefined) {
  const sync = Array.from({ length: 192 }, (_, frame) => frame % 48 === 0);
  const sizes = sync.map(
    (isSync, frame) => changes(frame) ?? (isSync ? 60_000 : frame % 3 === 0 ? 14_000 : 1500),
  );
  return { sizes, sync };
}

test('nothing is doubtful about footage that moves, small B pictures and all', () => {
  expect(doubtfulStretches(coded(), SIZE, CUT)).toEqual([]);
});

test('a stretch of small pictures is, over its key pictures, and to no further than the cut', () => {
  const still = coded((frame) => (frame >= 70 && frame < 110 && frame % 48 !== 0 ? 300 : undefined));
  const found = doubtfulStretches(still, SIZE, CUT);
  expect(found).toHaveLength(2);
  const [first, second] = found;
  expect(first?.from).toBeLessThanOrEqual(70);
  expect(first?.from).toBeGreaterThan(55);
  expect(first?.to).toBe(97);
  expect(second?.from).toBeLessThanOrEqual(96);
  expect(second?.to).toBeGreaterThanOrEqual(110);
});

test('a few small pictures are not, but an empty one with which a shot begins may be a flash', () => {
  expect(
    doubtfulStretches(
      coded((frame) => (frame >= 60 && frame < 63 ? 200 : undefined)),
      SIZE,
      CUT,
    ),
  ).toEqual([]);
  expect(
    doubtfulStretches(
      coded((frame) => (frame === 96 ? 2000 : undefined)),
      SIZE,
      CUT,
    ),
  ).toEqual([{ from: 90, to: 104 }]);
});

test('drawings, and what is black by design, are left out', () => {
  const small = coded(() => 200);
  expect(doubtfulStretches(small, SIZE, { ...CUT, drawn: new Set(['one', 'two']) })).toEqual([]);
  const ending = { ...CUT, drawn: new Set(['one']), ending: { type: 'fade', frames: 48 } };
  expect(doubtfulStretches(small, SIZE, ending).every(({ to }) => to <= 145)).toBe(true);
});

test('where every picture is coded on its own, it is pictures of one size', () => {
  const sizes = Array.from({ length: 192 }, (_, frame) =>
    frame >= 20 && frame < 60 ? 400_000 : 300_000 + frame * 977,
  );
  const found = doubtfulStretches({ sizes, sync: sizes.map(() => true) }, SIZE, CUT);
  expect(found).toEqual([{ from: 14, to: 61 }]);
});
