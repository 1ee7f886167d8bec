import { expect, test } from 'vitest';
import { pollDelayMs } from './poll-schedule.ts';

/** Asks about a job that takes so long: how often, and how late its end is known. */
function askAbout(jobMs: number, durations: readonly number[]) {
  let now = 0;
  let questions = 0;
  do {
    now += pollDelayMs(now, 1000, durations);
    questions += 1;
  } while (now < jobMs);
  return { questions, lagMs: now - jobMs };
}

test('where nothing was learnt, the first question comes after a second, and the waits grow with the time to fifteen', () => {
  expect(pollDelayMs(0, 1000, [])).toBe(1000);
  expect(pollDelayMs(20_000, 1000, [])).toBe(3000);
  expect(pollDelayMs(600_000, 1000, [])).toBe(15_000);
  expect(pollDelayMs(20_000, 1000, [60, 60])).toBe(3000);
});

test('where durations were learnt, nobody asks before the fastest job could be done, and one does just then', () => {
  expect(pollDelayMs(0, 1000, [9, 6, 12])).toBe(5700);
  expect(pollDelayMs(0, 1000, [90, 60, 120])).toBe(57_000);
  expect(pollDelayMs(45_000, 1000, [90, 60, 120])).toBe(12_000);
  expect(pollDelayMs(58_000, 1000, [90, 60, 120])).toBe(2700);
});

test.each([
  ['learnt by a machine that slept for a night', 0, [28_800, 28_801, 28_802], 300_000],
  ['after a clock that jumped ahead', 1e12, [60, 70, 80], 15_000],
  ['after a clock that jumped back', -1e12, [60, 70, 80], 300_000],
  ['of a job whose time cannot be read', Number.NaN, [], 15_000],
  ['of a job whose time cannot be read, with durations', Number.NaN, [60, 70, 80], 15_000],
  ['learnt from nonsense', 1000, [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 1e300], 300_000],
])('a question comes within reason: %s', (_, elapsedMs, durations, longestMs) => {
  const wait = pollDelayMs(elapsedMs, 1000, durations);
  expect(wait).toBeLessThanOrEqual(longestMs);
  expect(wait).toBeGreaterThanOrEqual(100);
});

test.each([60, 75, 90, 119])('few questions and little lag for a job of %d seconds', (seconds) => {
  const learnt = askAbout(seconds * 1000, [60, 70, 80, 90, 100, 120]);
  expect(learnt.questions).toBeLessThanOrEqual(25);
  expect(learnt.lagMs).toBeLessThanOrEqual(2700);
  const unlearnt = askAbout(seconds * 1000, []);
  expect(unlearnt.questions).toBeLessThanOrEqual(32);
  expect(unlearnt.lagMs).toBeLessThanOrEqual(15_000);
});

test('a job that takes longer than any before is asked about ever more seldom', () => {
  expect(pollDelayMs(121_000, 1000, [90, 60, 120])).toBe(2700);
  expect(pollDelayMs(180_000, 1000, [90, 60, 120])).toBe(9000);
  expect(pollDelayMs(900_000, 1000, [90, 60, 120])).toBe(15_000);
});
