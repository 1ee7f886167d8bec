import { expect, test } from 'vitest';
import { retryDelayMs } from './retry.ts';

test('waits double, up to half a minute, and are spread over all of it', () => {
  const longest = [1, 2, 3, 5, 8, 100].map((failures) => retryDelayMs(failures, () => 1));
  expect(longest).toEqual([1000, 2000, 4000, 16_000, 30_000, 30_000]);
  expect(retryDelayMs(8, () => 0)).toBe(0);
  expect(retryDelayMs(8, () => 0.5)).toBe(15_000);
});

test('what the service asks for is the least, but for an unreasonable wish', () => {
  expect(retryDelayMs(1, () => 0, 12_000)).toBe(12_000);
  expect(retryDelayMs(1, () => 0, 86_400_000)).toBe(300_000);
});
