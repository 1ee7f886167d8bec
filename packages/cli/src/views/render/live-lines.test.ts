import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { textWidth } from '../text-width.ts';
import { liveLines } from './live-lines.ts';
import { NO_PROGRESS, type Progress } from './progress.ts';

const BUSY: Progress = {
  takes: 500,
  ended: 12,
  running: Array.from({ length: 40 }, (_, index) => ({
    id: `a-shot-with-quite-a-long-name-${index}/${1 + (index % 2)}`,
    fraction: index / 40,
    startedMs: 0,
  })),
  assembly: undefined,
};

test('before anything runs there are no lines', () => {
  expect(liveLines(NO_PROGRESS, 0, 24, plainLook(80))).toEqual([]);
});

test.each([
  [80, 24],
  [40, 10],
  [200, 100],
])('on %d columns and %d rows nothing wraps or scrolls, and what is left out is counted', (columns, rows) => {
  const lines = liveLines(BUSY, 61_000, rows, plainLook(columns));
  expect(lines.length).toBeLessThan(rows);
  expect(lines.filter((line) => textWidth(line) > columns)).toEqual([]);
  const bars = lines.filter((line) => line.includes('1 min 1 s')).length;
  const more = Number(/and (\d+) more/.exec(lines.join('\n'))?.[1] ?? 0);
  expect(bars + more).toBe(40);
  expect(lines.at(-1)).toBe('  12 of 500 takes done');
});
