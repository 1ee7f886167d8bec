import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyGains, type Colours, colourDifference, findGains } from './colour-gains.ts';

/** Shades of every colour, like a picture's. */
const picture: Colours = Uint8Array.from({ length: 3 * 1000 }, (_, index) => (index * 7919) % 256);

test('the gains of a picture that was made darker and warmer bring it back', () => {
  const other = picture.map((value, index) => Math.round(value * ([0.95, 0.88, 0.82][index % 3] ?? 1)));
  const gains = findGains(other, picture);
  expect(colourDifference(picture, other)).toBeGreaterThan(8);
  expect(colourDifference(picture, applyGains(other, gains))).toBeLessThan(0.5);
});

test('no channel is changed by more than a quarter, however far the pictures are apart', () => {
  const black = new Uint8Array(300).fill(10);
  const white = new Uint8Array(300).fill(240);
  expect(findGains(black, white)).toEqual([1.25, 1.25, 1.25]);
  expect(findGains(white, black)).toEqual([0.8, 0.8, 0.8]);
});

test('white, black and the order of shades stay for every gain', () => {
  const shades = Uint8Array.from({ length: 256 * 3 }, (_, index) => Math.floor(index / 3));
  fc.assert(
    fc.property(fc.double({ min: 0.8, max: 1.25, noNaN: true }), (gain) => {
      const changed = applyGains(shades, [gain, gain, gain]);
      expect([changed[0], changed.at(-1)]).toEqual([0, 255]);
      for (let index = 3; index < changed.length; index += 3) {
        expect(changed[index] ?? 0).toBeGreaterThanOrEqual(changed[index - 3] ?? 0);
      }
    }),
  );
});

test('a difference is that of colours as people see them', () => {
  const fill = (red: number, green: number, blue: number): Colours => Uint8Array.of(red, green, blue);
  expect(colourDifference(fill(0, 0, 0), fill(255, 255, 255))).toBeCloseTo(100, 0);
  expect(colourDifference(picture, picture)).toBe(0);
  expect(colourDifference(fill(128, 128, 128), fill(130, 130, 130))).toBeLessThan(1);
});
