import type { Outcome, PlannedTake, Route } from '@storyboard/core';
import { expect, test } from 'vitest';
import { scheduleTakes } from './schedule-takes.ts';

function takeOf(index: number, after: readonly number[]): PlannedTake {
  const fingerprint = index.toString(16).padStart(64, '0');
  const cost = { known: false, reason: 'a test' } as const;
  // Scheduling looks at no request.
  const route = { provider: 'house', model: 'one', fingerprint, cost } as unknown as Route;
  const id = `s${index}/1`;
  return {
    id,
    shot: `s${index}`,
    take: 1,
    routes: [route],
    fingerprint,
    after: after.map((earlier) => `s${earlier}/1`),
    why: '',
    action: 'generate',
    cost: { ...cost },
  };
}

async function schedule(takes: readonly PlannedTake[], fails: (take: PlannedTake) => boolean = () => false) {
  const ended: Outcome[] = [];
  let made = 0;
  await scheduleTakes({
    takes,
    rankOf: () => 0,
    make: async ({ id, shot, take, fingerprint }: PlannedTake): Promise<Outcome> => {
      made += 1;
      await new Promise(setImmediate);
      const base = { id, shot, take, provider: 'house' };
      return fails({ id } as PlannedTake)
        ? { ...base, status: 'failed', failure: { kind: 'unknown', message: 'No.' } }
        : {
            ...base,
            status: 'succeeded',
            artifact: fingerprint,
            fingerprint,
            reused: false,
            cost: undefined,
          };
    },
    onEnd: (_, outcome) => void ended.push(outcome),
  });
  return { ended, made };
}

const FIVE_THOUSAND = Array.from({ length: 5000 }, (_, index) => index);

test.each([
  ['beside each other', (index: number) => takeOf(index, [])],
  ['in one chain', (index: number) => takeOf(index, index === 0 ? [] : [index - 1])],
  ['all after the first', (index: number) => takeOf(index, index === 0 ? [] : [0])],
])('five thousand takes %s are scheduled in a moment', async (_, take) => {
  const takes = FIVE_THOUSAND.map(take);
  const started = performance.now();
  const { ended, made } = await schedule(takes);
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(made).toBe(5000);
  expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['succeeded']));
});

test('of a chain of five thousand whose first take fails, all others are blocked, however deep', async () => {
  const takes = FIVE_THOUSAND.map((index) => takeOf(index, index === 0 ? [] : [index - 1]));
  const { ended, made } = await schedule(takes, ({ id }) => id === 's0/1');
  expect(made).toBe(1);
  expect(ended.filter(({ status }) => status === 'blocked')).toHaveLength(4999);
});

test('a take that was paid for already waits for nothing', async () => {
  const first = takeOf(0, []);
  const { cost: _, ...second } = takeOf(1, [0]) as Extract<PlannedTake, { action: 'generate' }>;
  const resumed: PlannedTake = {
    ...second,
    action: 'resume',
    operation: { job: '7' },
    provider: 'house',
    job: 'x',
  };
  const { ended } = await schedule([first, resumed], ({ id }) => id === 's0/1');
  expect(ended.map(({ id, status }) => `${id} ${status}`)).toEqual(['s0/1 failed', 's1/1 succeeded']);
});

test('what is thrown while a take is made is thrown on', async () => {
  const broken = scheduleTakes({
    takes: [takeOf(0, []), takeOf(1, [])],
    rankOf: () => 0,
    make: () => Promise.reject(new TypeError('no such view')),
    onEnd: () => {},
  });
  await expect(broken).rejects.toThrow('no such view');
});
