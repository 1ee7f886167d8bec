import { fromUsd, type MicroUsd, microUsd, type Outcome, type RenderEvent } from '@storyboard/core';
import { expect, test } from 'vitest';
import { openStoreFolder } from '../artifacts/open-store-folder.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { planStoryboard } from '../plan/plan-storyboard.ts';
import { executeFile, filmOf } from '../testing/execute-file.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { HOUSE, OTHER, TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { createTestProvider, type TestProvider } from '../testing/test-provider.ts';

test('what would pass the budget is held back, whatever the plan said; a refund makes room for the next run', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: 'red', two: 'green', three: 'blue' }),
  });
  const provider = createTestProvider();
  const dear = charging(provider, fromUsd(0.1));
  const ceilings = [{ amount: fromUsd(0.13), source: '--budget' as const }];
  const { outcomes, events } = await executeFile(folder.file('film.yaml'), dear, {
    ceilings,
    concurrency: 1,
  });
  expect(outcomes.map(({ status }) => status)).toEqual(['succeeded', 'held-back', 'held-back']);
  expect(events.filter(({ type }) => type === 'job-submitted')).toMatchObject([
    { id: 'one/1', cost: { amount: fromUsd(0.04) }, charged: fromUsd(0.1) },
  ]);
  const reason =
    'With $0.04 more, one render would pass its limit of $0.13: $0.10 is spent, reserved or in doubt.';
  expect(outcomes[1]).toMatchObject({ reason, provider: 'house' });
  expect(committed(folder)).toBe(100_000);
});

test('a service that says it charged a fortune is sent nothing more, and plans and renders go on', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: 'red', two: 'green', three: 'blue' }),
  });
  const provider = createTestProvider();
  const greedy = charging(provider, microUsd(9_000_000_000_000_000));
  const ceilings = [{ amount: fromUsd(10), source: '--budget' as const }];
  const file = folder.file('film.yaml');
  const { outcomes } = await executeFile(file, greedy, { ceilings, concurrency: 2 });
  expect(outcomes.map(({ status }) => status)).toContain('held-back');
  expect(provider.submitted.length).toBeLessThan(3);
  expect(await planStoryboard(file, { catalogue: TEST_CATALOGUE })).toMatchObject({ ok: true });
  const again = await executeFile(file, provider, { ceilings });
  expect(again.outcomes.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
});

test('two runs on one project pay for each take once; the other waits and reuses', async () => {
  const shots = Object.fromEntries(
    ['red', 'green', 'blue', 'yellow'].map((colour) => [colour, `slow ${colour}`]),
  );
  await using folder = await temporaryFolder({ 'film.yaml': filmOf(shots) });
  const { service } = createTestProvider();
  const runs = await Promise.all(
    [1, 2].map(() => executeFile(folder.file('film.yaml'), createTestProvider(HOUSE, service))),
  );
  for (const { outcomes } of runs)
    expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('succeeded'));
  expect(service.jobs.size).toBe(4);
  const reused = runs.flatMap(({ outcomes }) => outcomes.filter(isReused));
  expect(reused).toHaveLength(4);
  expect(runs.some(({ events }) => told(events, 'job-elsewhere') > 0)).toBe(true);
});

test('footage that is gone from the store is fetched once more, and nothing is paid', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'blue' }) });
  const provider = createTestProvider();
  const first = await executeFile(folder.file('film.yaml'), provider);
  const [one] = first.outcomes;
  const artifact = one?.status === 'succeeded' ? one.artifact : '';
  await folder.write(`.storyboard/objects/${artifact.slice(0, 2)}/${artifact}.mp4`, 'cut short');
  const before = committed(folder);
  const second = await executeFile(folder.file('film.yaml'), provider);
  expect(second.outcomes).toMatchObject([
    { status: 'succeeded', reused: false, cost: undefined, artifact },
    { status: 'succeeded', reused: true },
  ]);
  expect(provider.submitted).toHaveLength(2);
  expect(committed(folder)).toBe(before);
});

test.each([
  ['which one of the lists begins with', ['house', 'other']],
  ['which the lists have in another order', ['other', 'house']],
])('two runs with lists of providers pay for each take at one of them, %s', async (_, list) => {
  const both = { provider: ['house', 'other'] };
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: { prompt: 'red', ...both }, two: { prompt: 'blue', ...both } }),
    'other.yaml': filmOf({ two: { prompt: 'blue', provider: list } }),
  });
  const [house, other] = [createTestProvider(HOUSE), createTestProvider(OTHER)];
  // The other run begins while this one has planned, and waits in line: there the house takes nothing.
  let second: ReturnType<typeof executeFile> | undefined;
  const slow: TestProvider = {
    ...house,
    poll: async (operation, calls) => {
      second ??= executeFile(folder.file('other.yaml'), [refusing(createTestProvider(HOUSE)), other], QUICK);
      await second;
      return house.poll(operation, calls);
    },
  };
  const limits = new Map([['house', { concurrency: 1 }]]);
  const first = await executeFile(folder.file('film.yaml'), [slow, other], { limits });
  expect((await second)?.outcomes).toMatchObject([{ status: 'succeeded', provider: 'other', reused: false }]);
  expect(first.outcomes).toMatchObject([
    { status: 'succeeded', provider: 'house', reused: false },
    { status: 'succeeded', provider: 'other', reused: true },
  ]);
  expect(promptsOf(house)).toEqual(['red']);
  expect(promptsOf(other)).toEqual(['blue']);
});

test('where another run has a take in doubt at the other provider of the list, it is not paid for here', async () => {
  const both = { provider: ['house', 'other'] };
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: { prompt: 'red', ...both }, two: { prompt: 'blue', ...both } }),
    'other.yaml': filmOf({ two: { prompt: 'blue', ...both } }),
  });
  const house = createTestProvider(HOUSE);
  const { recover: _, ...deaf } = createTestProvider(OTHER);
  const other = { ...deaf, submit: () => Promise.reject(new Error('The line broke.')) };
  let second: ReturnType<typeof executeFile> | undefined;
  const slow: TestProvider = {
    ...house,
    poll: async (operation, calls) => {
      second ??= executeFile(folder.file('other.yaml'), [refusing(createTestProvider(HOUSE)), other], QUICK);
      await second;
      return house.poll(operation, calls);
    },
  };
  const limits = new Map([['house', { concurrency: 1 }]]);
  const first = await executeFile(folder.file('film.yaml'), [slow, other], { limits });
  expect(first.outcomes).toMatchObject([
    { status: 'succeeded', provider: 'house' },
    { status: 'in-doubt', provider: 'other', reason: 'The line broke.' },
  ]);
  expect(promptsOf(house)).toEqual(['red']);
});

const QUICK = { policy: { transientTries: 1 } };

function charging(provider: TestProvider, charged: MicroUsd): TestProvider {
  return {
    ...provider,
    submit: async (...asked) => {
      const answer = await provider.submit(...asked);
      return answer.status === 'accepted' ? { ...answer, charged } : answer;
    },
  };
}

function refusing(provider: TestProvider): TestProvider {
  const failure = { kind: 'transient', message: 'Closed for a minute.' } as const;
  return { ...provider, submit: async () => ({ status: 'refused', failure }) };
}

function promptsOf({ submitted }: TestProvider): readonly string[] {
  return submitted.map(({ request }) => request.prompt);
}

test('a job of a run that died while another one waited for it is gone on with there, and nothing is sent', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const provider = createTestProvider();
  const planned = await planStoryboard(folder.file('film.yaml'), { catalogue: TEST_CATALOGUE });
  const [take] = planned.ok ? planned.plan.takes : [];
  if (take === undefined) throw new Error('There is no take.');
  await openStoreFolder(folder.file('.storyboard'), { now: Date.now() });
  const other = openLedger(folder.file('.storyboard'), { film: 'film.yaml', now: Date.now });
  const [{ fingerprint, model, cost, request }] = take.routes;
  const intent = { fingerprint, shot: 'one', take: 1, provider: 'house', model, cost, request };
  const claimed = other.claim(intent, { render: undefined, total: undefined });
  if (claimed.status !== 'claimed') throw new Error(claimed.status);
  const job = provider.service.start(claimed.submissionId, 'red', 0.4);
  const { outcomes, events } = await executeFile(folder.file('film.yaml'), provider, {
    onEvent: ({ type }) => {
      if (type !== 'job-elsewhere') return;
      other.recordStep(claimed.job, 'submit', { status: 'accepted', operation: { job: job.job } });
      setTimeout(() => other[Symbol.dispose](), 100);
    },
  });
  expect(told(events, 'job-elsewhere')).toBe(1);
  expect(outcomes).toMatchObject([{ status: 'succeeded', fingerprint }]);
  expect(provider.submitted).toEqual([]);
});

function committed(folder: TemporaryFolder): number {
  using ledger = openLedger(folder.file('.storyboard'), { film: 'film.yaml', now: Date.now });
  return ledger.committed().total;
}

function told(events: readonly RenderEvent[], type: RenderEvent['type']): number {
  return events.filter((event) => event.type === type).length;
}

function isReused(outcome: Outcome): boolean {
  return outcome.status === 'succeeded' && outcome.reused;
}
