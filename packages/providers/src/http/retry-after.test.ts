import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

test.each([
  [{ 'retry-after': '3' }, 3000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '1.5' }, 1500],
  [{ 'retry-after': '999999999' }, 3_600_000],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }, 30_000],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT', date: 'Wed, 21 Oct 2026 07:28:30 GMT' }, 0],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '' }, undefined],
  [{}, undefined],
])('%j asks to wait %j ms', (headers, waitMs) => {
  expect(retryAfterMs(headers as Record<string, string>)).toBe(waitMs);
});

test('a date without the date of the answer is compared with the clock', () => {
  const inAMinute = new Date(Date.now() + 60_000).toUTCString();
  expect(retryAfterMs({ 'retry-after': inAMinute })).toBeGreaterThan(55_000);
});
