import { type OperationStatus, ProviderError } from '@storyboard/core';
import { expect, test } from 'vitest';
import { createTestProvider } from '../testing/test-provider.ts';
import { USUAL_POLICY } from './job-policy.ts';
import { createRateLimit } from './rate-limit.ts';
import { watchJob } from './watch-job.ts';

type Answer = OperationStatus | Error;

/** Asks about a job until it is over, on a clock of its own, as often as its answers say; the last one is given again. */
async function watchThrough(answers: readonly [Answer, ...Answer[]]) {
  let ticks = 0;
  const clock = {
    now: () => 0,
    ticks: () => ticks,
    sleep: async (milliseconds: number) => {
      ticks += milliseconds;
    },
  };
  let asked = 0;
  const provider = createTestProvider();
  const poll = async (): Promise<OperationStatus> => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? answers[0];
    asked += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const { signal } = new AbortController();
  const polls = new Map([['house', createRateLimit(1000, { clock, signal })]]);
  const retries: string[] = [];
  const ask = watchJob(
    { clock, policy: USUAL_POLICY, polls, random: () => 0.5, signal },
    {
      provider: { ...provider, poll },
      elapsedMs: () => 0,
      durations: [],
      onRetry: (reason) => void retries.push(reason),
    },
  );
  while (true) {
    const answer = await ask({ job: '1' });
    if (answer.status !== 'pending') return { answer, asked, seconds: ticks / 1000, retries };
    await clock.sleep(answer.afterMs);
  }
}

const DONE: OperationStatus = { status: 'succeeded', footage: 'https://example.com/?Signature=secret' };
const NOT_FOUND = new ProviderError('not-found', 'There is no such job.');

test('a job that the service does not know is lost after three questions over a minute, and no sooner', async () => {
  const { answer, asked, seconds } = await watchThrough([NOT_FOUND]);
  expect(answer).toEqual({ status: 'ended', end: { status: 'lost', reason: 'There is no such job.' } });
  expect(asked).toBe(3);
  expect(seconds).toBeGreaterThanOrEqual(60);
  expect(seconds).toBeLessThan(70);
});

test('a job that the service does not know yet is waited for', async () => {
  const { answer, retries } = await watchThrough([NOT_FOUND, NOT_FOUND, DONE]);
  expect(answer).toMatchObject({ status: 'ended', end: { status: 'succeeded' } });
  expect(retries).toEqual(['There is no such job.', 'There is no such job.']);
});

test('where the footage is stands in no result that is remembered', async () => {
  const { answer } = await watchThrough([DONE]);
  expect(answer).toEqual({
    status: 'ended',
    end: { status: 'succeeded' },
    footage: 'https://example.com/?Signature=secret',
  });
});

test('a service that cannot be reached is asked for an hour, at most every half minute', async () => {
  const { answer, asked, seconds } = await watchThrough([new ProviderError('transient', 'No way there.')]);
  expect(answer).toEqual({ status: 'left', failure: { kind: 'transient', message: 'No way there.' } });
  expect(seconds).toBeGreaterThanOrEqual(3600);
  expect(seconds).toBeLessThan(3640);
  expect(asked).toBeLessThan(260);
});

test('answers that make no sense are borne eight times in a row', async () => {
  const { answer, asked } = await watchThrough([new ProviderError('malformed', 'Nonsense.')]);
  expect(answer).toEqual({ status: 'left', failure: { kind: 'unknown', message: 'Nonsense.' } });
  expect(asked).toBe(8);
});

test('a service that asks to wait is asked again when it said, by nobody sooner', async () => {
  const busy = new ProviderError('quota', 'Slower.', { retryAfterMs: 20_000 });
  const { answer, seconds } = await watchThrough([busy, DONE]);
  expect(answer.status).toBe('ended');
  expect(seconds).toBeGreaterThanOrEqual(20);
});

test('a job that never ends is left running after an hour', async () => {
  const { answer } = await watchThrough([{ status: 'pending' }]);
  const message =
    'The job is not finished after 60 minutes of waiting; the next render goes on waiting for it.';
  expect(answer).toEqual({ status: 'left', failure: { kind: 'transient', message } });
});
