import type { Failure, Outcome, VideoProvider } from '@storyboard/core';
import { expect, test } from 'vitest';
import type { Clock } from '../clock.ts';
import { executeFile, filmOf } from '../testing/execute-file.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTestProvider } from '../testing/test-provider.ts';
import { createLane } from './lane.ts';

const FAILURE: Failure = { kind: 'quota', message: 'Too many requests today.' };

test('a shot that is always too much for the service does not keep the others waiting, and is held back in the end', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ bad: 'yellow', good: 'red', better: 'blue' }),
  });
  const provider = createTestProvider();
  const asked: string[] = [];
  const picky: VideoProvider = {
    ...provider,
    submit: async (submission, options) => {
      const { prompt } = submission.request;
      asked.push(prompt);
      return prompt === 'yellow'
        ? { status: 'refused', failure: FAILURE, retryAfterMs: 20_000 }
        : provider.submit(submission, options);
    },
  };
  const { outcomes } = await executeFile(folder.file('film.yaml'), picky, {
    clock: leapingClock(),
    concurrency: 1,
  });
  expect(asked.slice(0, 4)).toEqual(['yellow', 'yellow', 'red', 'blue']);
  expect(asked.filter((prompt) => prompt === 'yellow')).toHaveLength(8);
  expect(outcomes).toMatchObject([
    { status: 'held-back', reason: FAILURE.message },
    { status: 'succeeded' },
    { status: 'succeeded' },
  ] satisfies Partial<Outcome>[]);
});

test('a service that takes nothing at all is not asked all day', async () => {
  const clock = leapingClock();
  const lane = createLane(
    { concurrency: 20, submitsPerSecond: 4 },
    { clock, signal: new AbortController().signal },
  );
  let asked = 0;
  const submit = async (rank: number): Promise<Failure> => {
    for (let refused = 0; ; refused += 1) {
      const slot = await lane.enter(rank, refused);
      if ('kind' in slot) return slot;
      asked += 1;
      slot.tooMuch(FAILURE, undefined);
    }
  };
  const ends = await Promise.all(Array.from({ length: 200 }, (_, rank) => submit(rank)));
  expect(new Set(ends)).toEqual(new Set([FAILURE]));
  expect(asked).toBeLessThan(40);
  expect(clock.ticks()).toBeGreaterThan(600_000);
  expect(clock.ticks()).toBeLessThan(700_000);
});

/** A clock whose time leaps to the next instant that somebody waits for. */
function leapingClock(): Clock {
  let ticks = 0;
  const waiting: { readonly at: number; readonly wake: () => void }[] = [];
  const leap = () => {
    waiting.sort((a, b) => b.at - a.at);
    const next = waiting.pop();
    if (next === undefined) return;
    ticks = Math.max(ticks, next.at);
    next.wake();
  };
  return {
    now: () => Date.now() + ticks,
    ticks: () => ticks,
    sleep: async (milliseconds) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ at: ticks + milliseconds, wake: resolve });
      // Whatever can go on without waiting does so first.
      setTimeout(leap, 5);
      await promise;
    },
  };
}
