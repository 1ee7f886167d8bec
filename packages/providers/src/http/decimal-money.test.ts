import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalMoney, decimalUsd } from './decimal-money.ts';

test.each([
  ['0.02', 20_000],
  ['1', 1_000_000],
  [' $1.575 ', 1_575_000],
  [0.1, 100_000],
  [2, 2_000_000],
  ['0.0000001', 1],
  ['9007199254', 9_007_199_254_000_000],
  ['9007199255', undefined],
  ['0', undefined],
  [0, undefined],
  ['-1', undefined],
  ['1e3', undefined],
  ['1,50', undefined],
  ['', undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [null, undefined],
  [{}, undefined],
  [[1], undefined],
])('%j dollars are %j micro-dollars', (value, amount) => {
  expect(decimalUsd(value)).toBe(amount);
});

test('whole micro-dollars come back exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000_000 }), (amount) => {
      const digits = String(amount).padStart(7, '0');
      expect(decimalUsd(`${digits.slice(0, -6)}.${digits.slice(-6)}`)).toBe(amount);
    }),
  );
});

test('credits of which two are one micro-dollar are rounded up', () => {
  const credits = { amount: 1n, units: 2n };
  expect([1, 2, 3, '3150000', 0.5].map((value) => decimalMoney(value, credits))).toEqual([
    1, 1, 2, 1_575_000, 1,
  ]);
});
