import { expect, test } from 'vitest';
import { createPictureWatch, gridBytes, gridOf } from './picture-watch.ts';

const GRID = gridOf({ width: 1280, height: 720 });
const CELLS = GRID.width * GRID.height;

/** A picture of one brightness, with a patch of another at some place. */
function picture(
  luma: number,
  patch?: { readonly at: number; readonly luma: number; readonly cells?: number },
) {
  const bytes = new Uint8Array(gridBytes(GRID)).fill(128).fill(luma, 0, CELLS);
  return patch === undefined ? bytes : bytes.fill(patch.luma, patch.at, patch.at + (patch.cells ?? 1));
}

function see(pictures: readonly Uint8Array[]) {
  const watch = createPictureWatch(GRID);
  for (const each of pictures) watch.add(each);
  return watch.end();
}

const times = (count: number, make: (index: number) => Uint8Array) =>
  Array.from({ length: count }, (_, index) => make(index));

test('pictures are looked at small, even, and never larger than they are', () => {
  expect(GRID).toEqual({ width: 128, height: 72 });
  expect(gridOf({ width: 720, height: 1280 })).toEqual({ width: 72, height: 128 });
  expect(gridOf({ width: 96, height: 54 })).toEqual({ width: 96, height: 54 });
  expect(gridOf({ width: 4096, height: 16 })).toEqual({ width: 128, height: 2 });
});

test('a still stretch is found between movement, also where an encoder makes it flicker a little', () => {
  const moving = (index: number) => picture(100, { at: index * 50, luma: 180, cells: 40 });
  const flicker = (index: number) => picture(100, { at: index * 9, luma: 104, cells: 500 });
  const { still, black, frames } = see([...times(10, moving), ...times(24, flicker), ...times(10, moving)]);
  expect({ still, black, frames }).toEqual({ still: [{ from: 10, to: 34 }], black: [], frames: 44 });
});

test('one cell in nine thousand that changes is movement', () => {
  expect(see(times(48, (index) => picture(100, { at: 4000 + index, luma: 110 }))).still).toEqual([]);
});

test('a change so slow that no two frames differ is movement all the same', () => {
  const { still } = see(times(200, (index) => picture(60 + index * 0.25)));
  expect(Math.max(...still.map(({ from, to }) => to - from))).toBeLessThan(24);
});

test('black is found however short, but not what is only dark', () => {
  const { black } = see([
    ...times(5, (index) => picture(90 + index * 10)),
    ...times(2, () => picture(16)),
    ...times(3, (index) => picture(90 + index * 10)),
    ...times(4, () => picture(30)),
    ...times(6, (index) => picture(17 + index, { at: 700, luma: 200, cells: 30 })),
    picture(60),
  ]);
  expect(black).toEqual([
    { from: 5, to: 7, sudden: true },
    { from: 14, to: 20, sudden: false },
  ]);
});

test('black with a title in it is not black', () => {
  expect(see(times(9, () => picture(16, { at: 3000, luma: 200, cells: 200 }))).black).toEqual([]);
});

test('black at an end of the film is no flash', () => {
  const { black } = see([
    ...times(3, () => picture(16)),
    ...times(3, () => picture(90)),
    ...times(3, () => picture(16)),
  ]);
  expect(black.map(({ sudden }) => sudden)).toEqual([false, false]);
});
