import { expect, test } from 'vitest';
import type { Clock } from '../clock.ts';
import { createRateLimit } from './rate-limit.ts';

/** A clock that stands still but for those who sleep on it, and that wakes them so much too late. */
function slowClock(lateMs: number): Clock & { ticks: () => number } {
  let ticks = 0;
  return {
    now: () => 0,
    ticks: () => ticks,
    sleep: async (milliseconds, { signal } = {}) => {
      signal?.throwIfAborted();
      await new Promise(setImmediate);
      ticks += milliseconds + lateMs;
    },
  };
}

const NEVER = new AbortController().signal;

/** When each of so many calls was let through that were asked for at once. */
async function instantsOf(count: number, perSecond: number, clock: Clock): Promise<readonly number[]> {
  const limit = createRateLimit(perSecond, { clock, signal: NEVER });
  return Promise.all(Array.from({ length: count }, () => limit.wait().then(() => clock.ticks())));
}

test('calls asked for at once are let through evenly, in their order', async () => {
  expect(await instantsOf(5, 10, slowClock(0))).toEqual([0, 100, 200, 300, 400]);
});

test('a timer that is a little late does not slow the rate', async () => {
  const instants = await instantsOf(101, 100, slowClock(20));
  expect(instants.at(-1)).toBeGreaterThanOrEqual(1000);
  expect(instants.at(-1)).toBeLessThan(1050);
});

test('what a machine that stood still did not call is not called all at once', async () => {
  const clock = slowClock(3000);
  const instants = await instantsOf(20, 10, clock);
  for (const instant of instants)
    expect(instants.filter((other) => other === instant).length).toBeLessThan(3);
});

test('a pause holds back those that wait already', async () => {
  const clock = slowClock(0);
  const limit = createRateLimit(10, { clock, signal: NEVER });
  await limit.wait();
  expect(limit.isWaitedFor()).toBe(false);
  const second = limit.wait().then(() => clock.ticks());
  limit.pause(5000);
  expect(limit.isWaitedFor()).toBe(true);
  expect(await second).toBeGreaterThanOrEqual(5000);
  expect(limit.isWaitedFor()).toBe(false);
});

test('a run that is stopped lets nobody through any more', async () => {
  const stop = new AbortController();
  const limit = createRateLimit(10, { clock: slowClock(0), signal: stop.signal });
  await limit.wait();
  stop.abort(new Error('enough'));
  const ended = await Promise.allSettled([limit.wait(), limit.wait()]);
  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
