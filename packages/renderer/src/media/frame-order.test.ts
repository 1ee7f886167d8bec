import { expect, test } from 'vitest';
import { frameOrder } from './frame-order.ts';

const coded = (ticks: readonly number[], keys: readonly number[] = [0]) =>
  ticks.map((tick) => ({ tick, key: keys.includes(tick) }));

test('pictures in order have no reordering and an exact rate', () => {
  expect(frameOrder(coded([0, 1001, 2002, 3003]), 24_000)).toEqual({
    frames: 4,
    ticks: [0, 1001, 2002, 3003],
    frameRate: { numerator: 24_000, denominator: 1001 },
    keyframes: [0],
    closed: true,
    reorder: 0,
  });
});

test('pictures that are decoded early are counted', () => {
  expect(frameOrder(coded([0, 2048, 1024, 512, 1536]), 12_288)).toMatchObject({
    frameRate: { numerator: 24, denominator: 1 },
    closed: true,
    reorder: 2,
  });
});

test('a picture that is shown before a key picture and decoded after it makes the group open', () => {
  expect(frameOrder(coded([0, 512, 2048, 1024, 1536], [0, 2048]), 12_288)).toMatchObject({
    keyframes: [0, 4],
    closed: false,
  });
});

test.each([
  ['uneven', [0, 512, 1025]],
  ['doubled', [0, 0, 512]],
  ['single', [0]],
  ['missing', []],
])('%s pictures have no rate', (_, ticks) => {
  expect(frameOrder(coded(ticks), 12_288).frameRate).toBeUndefined();
});
