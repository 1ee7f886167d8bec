import type { RenderEvent } from '@storyboard/core';
import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { textWidth } from '../text-width.ts';
import { liveLines } from './live-lines.ts';
import { NO_PROGRESS, type Progress, progressAfter } from './progress.ts';

const BUSY: Progress = {
  takes: 500,
  ended: 12,
  running: Array.from({ length: 40 }, (_, index) => ({
    id: `a-shot-with-quite-a-long-name-${index}/${1 + (index % 2)}`,
    fraction: index / 40,
    startedMs: 0,
    unanswered: false,
  })),
  waiting: Array.from({ length: 448 }, (_, index) => `later-${index}/1`),
  assembly: undefined,
  delivery: undefined,
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

test('takes that wait have a dim line each below the running ones, in the order of the film, while there is room', () => {
  const [first] = BUSY.running;
  if (first === undefined) throw new Error('Something runs.');
  const one = { ...BUSY, running: [first] };
  const look = { ...plainLook(80), paint: (format: unknown, text: string) => `${format}(${text})` };
  const lines = liveLines(one, 1000, 8, look).slice(1);
  expect(lines.map((line) => line.replace(/ {2,}/g, ' '))).toEqual([
    'dim( later-0 waits)',
    'dim( later-1 waits)',
    'dim( later-2 waits)',
    'dim( later-3 waits)',
    'dim( 12 of 500 takes done)',
  ]);
  expect(liveLines({ ...one, waiting: ['last/1'] }, 1000, 8, plainLook(80))).toHaveLength(3);
});

test('a film is not done before it is ready', () => {
  const assembled = { ...NO_PROGRESS, assembly: { fraction: 1, startedMs: 0 } };
  expect(liveLines(assembled, 1000, 24, plainLook(80)).join()).toContain(' 99 %');
});

test('what is drawn beside the film has a bar of its own', () => {
  const drawing = { type: 'delivery-start', delivery: 'contact-sheet' } as const;
  const half = { type: 'delivery-progress', delivery: 'contact-sheet', fraction: 0.5 } as const;
  const progress = progressAfter(progressAfter(NO_PROGRESS, drawing, 1000), half, 2000);
  const [line = '', ...others] = liveLines(progress, 4000, 24, plainLook(80));
  expect(line).toMatch(/^ {2}contact sheet .* 50 % {2}3 s$/);
  expect(others).toEqual([]);
});

test('a bar says where its job is, what it waits for, and nothing of it once it goes on', () => {
  const told = (event: RenderEvent): string => {
    progress = progressAfter(progress, event, 0);
    return (
      liveLines(progress, 1000, 24, plainLook(80))[0]
        ?.replace(/^.*% {2}1 s/, '')
        .trim() ?? ''
    );
  };
  let progress = NO_PROGRESS;
  const base = { id: 'meet/1', provider: 'loom' } as const;
  const failure = { kind: 'quota', message: '' } as const;
  expect(told({ ...base, type: 'job-start', shot: 'meet', take: 1, cost: undefined })).toBe('');
  expect(told({ ...base, type: 'job-retry', reason: 'busy', afterMs: 4000 })).toBe('loom: again in 4 s');
  expect(told({ ...base, type: 'job-fallback', from: 'loom', to: 'mill', failure })).toBe('asks mill');
  const cost = { known: false, reason: '' } as const;
  expect(told({ ...base, provider: 'mill', type: 'job-submitted', job: 'g', cost })).toBe('at mill');
  expect(told({ ...base, provider: 'mill', type: 'job-retry', reason: '', afterMs: 10 })).toBe('mill: again');
  expect(told({ ...base, type: 'job-progress', fraction: 0.5 })).toBe('at mill');
  expect(told({ ...base, type: 'job-elsewhere' })).toBe('being made by another run');
});
