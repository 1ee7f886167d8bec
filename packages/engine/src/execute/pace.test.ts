import { expect, test } from 'vitest';
import { afterEnd, afterStart, afterTaken, afterTooMuch, type Pace, startPace, waitToStart } from './pace.ts';

/** A service that takes so many jobs at once and so many a second, on a clock of its own. */
type Service = { readonly atOnce: number; readonly perSecond: number; readonly jobMs: number };

/** Gives jobs to a service as fast as the pace allows; every submission is answered at once. */
function drive(service: Service, jobs: number, most: Pace['most']) {
  let pace = startPace(most);
  let now = 0;
  let taken = 0;
  const ends: number[] = [];
  const starts: number[] = [];
  const answers: boolean[] = [];
  while (true) {
    while (ends[0] !== undefined && ends[0] <= now) {
      ends.shift();
      pace = afterEnd(pace);
    }
    if (taken === jobs && ends.length === 0) break;
    const wait = taken < jobs ? waitToStart(pace, now) : undefined;
    if (wait === 0) {
      const { epoch } = pace;
      pace = afterStart(pace, now);
      const recent = starts.filter((start) => start > now - 1000).length;
      const isTaken = ends.length < service.atOnce && recent < service.perSecond;
      answers.push(isTaken);
      if (isTaken) {
        taken += 1;
        starts.push(now);
        ends.push(now + service.jobMs);
        pace = afterTaken(pace);
      } else {
        pace = afterTooMuch(pace, { now, epoch, retryAfterMs: undefined });
      }
      continue;
    }
    const nextEnd = ends[0] ?? Number.POSITIVE_INFINITY;
    now = Math.min(nextEnd, wait === undefined ? nextEnd : now + wait);
  }
  const refused = answers.filter((isTaken) => !isTaken).length;
  const twice = answers.filter((isTaken, index) => !isTaken && answers[index - 1] === false).length;
  return { seconds: now / 1000, refused, twice };
}

const FAST = { concurrency: 20, submitsPerSecond: 50 };

test('a service that takes whatever it is given is kept busy all the time', () => {
  const { seconds, refused } = drive({ atOnce: 20, perSecond: 50, jobMs: 3000 }, 500, FAST);
  expect(refused).toBe(0);
  expect(seconds).toBeLessThan(1.05 * ((500 / 20) * 3));
});

test('a service that takes fewer jobs at once refuses a few of five hundred, never two in a row, and hardly idles', () => {
  const { seconds, refused, twice } = drive({ atOnce: 5, perSecond: 1000, jobMs: 3000 }, 500, FAST);
  expect(twice).toBe(0);
  expect(refused).toBeLessThanOrEqual(8);
  expect(seconds).toBeLessThan(1.05 * ((500 / 5) * 3));
});

test('a service that takes fewer jobs a second refuses some, never two in a row', () => {
  const { seconds, refused, twice } = drive({ atOnce: 1000, perSecond: 2, jobMs: 3000 }, 500, {
    concurrency: 20,
    submitsPerSecond: 4,
  });
  expect(twice).toBe(0);
  expect(refused).toBeLessThanOrEqual(100);
  expect(seconds).toBeLessThan(1.6 * (500 / 2));
});

test('the rate is kept, and no more jobs run at once than are allowed', () => {
  let pace = startPace({ concurrency: 3, submitsPerSecond: 2 });
  const starts: number[] = [];
  for (let now = 0; now <= 5000; now += 10) {
    if (waitToStart(pace, now) !== 0) continue;
    starts.push(now);
    pace = afterTaken(afterStart(pace, now));
  }
  expect(starts).toEqual([0, 500, 1000]);
  expect(waitToStart(pace, 5000)).toBeUndefined();
  expect(waitToStart(afterEnd(pace), 5000)).toBe(0);
});

test('a refusal is waited out as long as the service asks, and then one job is tried at a time', () => {
  const started = afterStart(afterTaken(afterStart(startPace(FAST), 0)), 1000);
  const refused = afterTooMuch(started, { now: 1000, epoch: 0, retryAfterMs: 7000 });
  expect(waitToStart(refused, 1000)).toBeUndefined();
  const ended = afterEnd(refused);
  expect(waitToStart(ended, 1000)).toBe(7000);
  expect(waitToStart(ended, 8000)).toBe(0);
  const probe = afterStart(ended, 8000);
  expect(waitToStart(probe, 20_000)).toBeUndefined();
  expect(waitToStart(afterTaken(probe), 20_000)).toBe(0);
});

test('answers to what was sent before a refusal change the pace no further', () => {
  const three = [0, 100, 200].reduce((pace, now) => afterStart(pace, now), startPace(FAST));
  const first = afterTooMuch(three, { now: 300, epoch: 0, retryAfterMs: undefined });
  const second = afterTooMuch(first, { now: 310, epoch: 0, retryAfterMs: undefined });
  expect(second).toMatchObject({
    running: 1,
    submitsPerSecond: first.submitsPerSecond,
    notBefore: first.notBefore,
    refusals: 1,
  });
});
