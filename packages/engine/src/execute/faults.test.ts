import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { LedgerJob } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { type ExecuteFileOptions, executeFile, filmOf } from '../testing/execute-file.ts';
import { makeClip } from '../testing/make-clip.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { HOUSE } from '../testing/test-catalogue.ts';
import { createTestProvider, type TestProvider } from '../testing/test-provider.ts';
import type { JobPolicy } from './job-policy.ts';

/** Renders one shot whose prompt says what goes wrong. */
async function meet(
  folder: TemporaryFolder,
  prompt: string,
  provider: TestProvider = createTestProvider(),
  options: ExecuteFileOptions = {},
) {
  await folder.write('film.yaml', filmOf({ one: prompt }));
  const executed = await executeFile(folder.file('film.yaml'), provider, options);
  return { ...executed, provider, state: jobsOf(folder).map(({ status }) => status.state) };
}

function jobsOf(folder: TemporaryFolder): readonly LedgerJob[] {
  using ledger = openLedger(folder.file('.storyboard'), { film: 'film.yaml', now: Date.now });
  return ledger.jobs();
}

function committed(folder: TemporaryFolder): number {
  using ledger = openLedger(folder.file('.storyboard'), { film: 'film.yaml', now: Date.now });
  return ledger.committed().total;
}

/** What each fault comes to: the outcome, the state of the ledger's jobs, how often it was sent, what it counts. */
const FAULTS: readonly {
  readonly prompt: string;
  readonly outcome: Readonly<Record<string, unknown>>;
  readonly states: readonly string[];
  readonly counts: number;
}[] = [
  {
    prompt: 'refused',
    outcome: { status: 'failed', failure: { kind: 'moderation', message: 'Not that.' } },
    states: ['refused'],
    counts: 0,
  },
  {
    prompt: 'invalid',
    outcome: { status: 'failed', failure: { kind: 'invalid-input' } },
    states: ['refused'],
    counts: 0,
  },
  {
    prompt: 'locked',
    outcome: { status: 'failed', failure: { kind: 'auth' } },
    states: ['refused'],
    counts: 0,
  },
  {
    prompt: 'broke',
    outcome: { status: 'failed', failure: { kind: 'balance' } },
    states: ['refused'],
    counts: 0,
  },
  {
    prompt: 'down',
    outcome: { status: 'failed', failure: { kind: 'transient' } },
    states: ['refused', 'refused', 'refused'],
    counts: 0,
  },
  { prompt: 'busy', outcome: { status: 'succeeded' }, states: ['refused', 'stored'], counts: 40_000 },
  { prompt: 'crowded', outcome: { status: 'succeeded' }, states: ['refused', 'stored'], counts: 40_000 },
  { prompt: 'throws', outcome: { status: 'in-doubt' }, states: ['in-doubt'], counts: 40_000 },
  { prompt: 'doubts', outcome: { status: 'succeeded', reused: false }, states: ['stored'], counts: 40_000 },
  {
    prompt: 'fails',
    outcome: { status: 'failed', failure: { kind: 'moderation', message: 'This was not allowed.' } },
    states: ['failed'],
    counts: 40_000,
  },
  { prompt: 'refunds', outcome: { status: 'failed' }, states: ['failed'], counts: 0 },
  {
    prompt: 'charges',
    outcome: { status: 'succeeded', cost: { known: true, amount: 20_000 } },
    states: ['stored'],
    counts: 20_000,
  },
  { prompt: 'flaky', outcome: { status: 'succeeded' }, states: ['stored'], counts: 40_000 },
  {
    prompt: 'forever',
    outcome: { status: 'failed', failure: { kind: 'transient' } },
    states: ['in-flight'],
    counts: 40_000,
  },
  {
    prompt: 'private',
    outcome: { status: 'failed', failure: { kind: 'auth' } },
    states: ['in-flight'],
    counts: 40_000,
  },
  {
    prompt: 'forgotten',
    outcome: { status: 'in-doubt', reason: 'There is no such job.' },
    states: ['lost'],
    counts: 40_000,
  },
  { prompt: 'breaks', outcome: { status: 'succeeded' }, states: ['stored'], counts: 40_000 },
  { prompt: 'expires', outcome: { status: 'succeeded' }, states: ['stored'], counts: 40_000 },
  {
    prompt: 'gone',
    outcome: { status: 'in-doubt', reason: 'It is not there any more.' },
    states: ['lost'],
    counts: 40_000,
  },
  {
    prompt: 'text',
    outcome: { status: 'failed', failure: { kind: 'unknown' } },
    states: ['ready'],
    counts: 40_000,
  },
  {
    prompt: 'stalls',
    outcome: {
      status: 'failed',
      failure: { kind: 'transient', message: expect.stringContaining('brought nothing') },
    },
    states: ['ready'],
    counts: 40_000,
  },
];

const FEW_TRIES = { transientTries: 3, downloadTries: 2 };

/** How long is waited for what never comes; whatever comes may take its time. */
const IMPATIENT: Readonly<Record<string, Partial<JobPolicy>>> = {
  forever: { stallMs: 300 },
  stalls: { downloadStallMs: 500 },
};

test.each(FAULTS)(
  'of a job that $prompt: the outcome, and what the ledger remembers and counts',
  async (fault) => {
    await using folder = await temporaryFolder();
    const { prompt } = fault;
    await makeClip(0.4);
    const { outcomes, state, stopped, provider } = await meet(folder, prompt, createTestProvider(), {
      policy: { ...FEW_TRIES, ...IMPATIENT[prompt] },
      random: () => 0.1,
    });
    expect(stopped).toBeUndefined();
    expect(outcomes).toMatchObject([fault.outcome]);
    expect(state).toEqual(fault.states);
    expect(committed(folder)).toBe(fault.counts);
    expect(provider.submitted).toHaveLength(fault.states.length);
  },
);

test.each(['throws', 'forgotten', 'gone'])(
  'a take that is in doubt (%s) is never submitted again by itself',
  async (prompt) => {
    await using folder = await temporaryFolder();
    const provider = createTestProvider();
    await meet(folder, prompt, provider);
    const again = await meet(folder, prompt, provider);
    expect(again.outcomes).toMatchObject([{ status: 'in-doubt' }]);
    expect(provider.submitted).toHaveLength(1);
  },
);

test('a submission whose answer was lost is looked for again by the next run, and found', async () => {
  await using folder = await temporaryFolder();
  const { service, ...provider } = createTestProvider();
  const { recover: _, ...deaf } = provider;
  const lost = await meet(folder, 'doubts', { ...deaf, service });
  expect(lost.outcomes).toMatchObject([{ status: 'in-doubt', cost: { known: true, amount: 40_000 } }]);
  const found = await meet(folder, 'doubts', createTestProvider(HOUSE, service));
  expect(found.outcomes).toMatchObject([{ status: 'succeeded', reused: false, cost: undefined }]);
  expect(service.jobs.size).toBe(1);
});

test('a job that another run left is waited for again, also when its shot was removed, and nothing is sent', async () => {
  await using folder = await temporaryFolder();
  const provider = createTestProvider();
  const left = await meet(folder, 'forever red', provider, { policy: { stallMs: 50 } });
  expect(left.outcomes).toMatchObject([
    { status: 'failed', failure: { kind: 'transient' }, job: expect.any(String) },
  ]);
  const [job] = provider.service.jobs.values();
  if (job === undefined) throw new Error('There is no job.');
  provider.service.jobs.set(job.job, { ...job, prompt: 'red' });
  const other = await meet(folder, 'blue', provider, { policy: { strayMs: 60_000 } });
  expect(other.outcomes).toMatchObject([{ status: 'succeeded' }]);
  const strays = other.events.filter(({ type }) => type === 'stray-end');
  expect(strays).toMatchObject([{ shot: 'one', take: 1, provider: 'house', reason: undefined }]);
  expect(provider.submitted).toHaveLength(2);
  const back = await meet(folder, 'forever red', provider);
  expect(back.outcomes).toMatchObject([{ status: 'succeeded', reused: true }]);
});

test('a stray that does not come to its end keeps no film waiting', async () => {
  await using folder = await temporaryFolder();
  const provider = createTestProvider();
  await meet(folder, 'forever', provider, { policy: { stallMs: 50 } });
  const other = await meet(folder, 'blue', provider);
  expect(other.outcomes).toMatchObject([{ status: 'succeeded' }]);
  const reason = 'it is not finished yet; the next render goes on waiting for it';
  expect(other.events.filter(({ type }) => type === 'stray-end')).toMatchObject([
    { artifact: undefined, reason },
  ]);
  expect(jobsOf(folder).map(({ status }) => status.state)).toEqual(['in-flight', 'stored']);
});

test('a job that the ledger could not take down is told, left in a file, and ends the run', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'slow blue' }) });
  const provider = createTestProvider();
  const { stopped, events } = await executeFile(folder.file('film.yaml'), provider, {
    concurrency: 1,
    failsToRecord: 'submit',
  });
  expect(stopped?.code).toBe('store-unusable');
  expect(stopped?.message).toContain('house took job 1 for one/1');
  expect(events.filter(({ type }) => type === 'job-unrecorded')).toEqual([
    { type: 'job-unrecorded', id: 'one/1', provider: 'house', job: '1' },
  ]);
  const [note = ''] = (await readdir(folder.path)).filter((name) =>
    name.startsWith('storyboard-unrecorded-'),
  );
  expect(JSON.parse(await readFile(folder.file(note), 'utf8'))).toMatchObject({
    take: 'one/1',
    provider: 'house',
    operation: { job: '1' },
  });
  const found = await executeFile(folder.file('film.yaml'), provider);
  expect(found.outcomes.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
  expect(provider.submitted).toHaveLength(2);
});

test('a request on its way when the run is stopped is still answered, and its job is resumed', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'slow red', two: 'slow blue' }) });
  const provider = createTestProvider();
  const stop = new AbortController();
  const stopping: TestProvider = {
    ...provider,
    submit: (...asked) => {
      stop.abort();
      return provider.submit(...asked);
    },
  };
  const { stopped } = await executeFile(folder.file('film.yaml'), stopping, {
    concurrency: 1,
    signal: stop.signal,
    policy: { submitGraceMs: 30_000 },
  });
  expect(stopped?.code).toBe('interrupted');
  expect(jobsOf(folder).map(({ status }) => status.state)).toEqual(['in-flight']);
  const { outcomes } = await executeFile(folder.file('film.yaml'), provider);
  expect(outcomes).toMatchObject([
    { status: 'succeeded', cost: undefined },
    { status: 'succeeded', cost: { known: true } },
  ]);
  expect(provider.submitted).toHaveLength(2);
});

test('a service that gives no clear answer time after time is sent no more jobs', async () => {
  const shots = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`s${index}`, `throws ${index}`]));
  await using folder = await temporaryFolder({ 'film.yaml': filmOf(shots) });
  const provider = createTestProvider();
  const { outcomes } = await executeFile(folder.file('film.yaml'), provider, { concurrency: 1 });
  expect(outcomes.map(({ status }) => status)).toEqual([
    ...Array(5).fill('in-doubt'),
    ...Array(4).fill('held-back'),
  ]);
  expect(provider.submitted).toHaveLength(5);
});
