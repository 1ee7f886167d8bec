import { readdir, readFile, rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { artifactFile } from '../artifacts/artifact-store.ts';
import type { LedgerJob } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { planStoryboard } from '../plan/plan-storyboard.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { HOUSE, TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { pickTake } from './pick-take.ts';
import { readStatus } from './read-status.ts';
import { resolveTake } from './resolve-take.ts';
import type { StoryboardStatus } from './status.ts';

const options = { catalogue: TEST_CATALOGUE };
const MADE = '2026-11-22T05:00:00.000Z';

const FILM = `version: 1
title: Five shots
budget: { limit: 3, total: 9 }
defaults: { provider: house, duration: 1 }
shots:
  - { id: made, prompt: red, takes: 2 }
  - { id: running, prompt: green }
  - { id: doubtful, prompt: blue }
  - { id: failed, prompt: yellow }
  - { id: untried, prompt: white }
`;

test('a status says of every take what became of it, and what it all cost', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  await workOn(folder);
  await folder.write(
    'film.yaml',
    FILM.replace('prompt: green', 'prompt: black').replace('id: doubtful', 'id: named-anew'),
  );
  const before = await readdir(folder.path);
  const status = await statusOf(folder);
  expect(
    status.takes.map(({ id, state, picked, job, price }) => [id, state, picked, job?.state, price?.known]),
  ).toEqual([
    ['made/1', 'made', true, 'stored', undefined],
    ['made/2', 'made', false, 'stored', undefined],
    ['running/1', 'not-made', true, undefined, true],
    ['named-anew/1', 'in-doubt', true, 'in-doubt', undefined],
    ['failed/1', 'failed', true, 'failed', true],
    ['untried/1', 'not-made', true, undefined, true],
  ]);
  const [first] = status.takes;
  const store = { path: folder.file('.storyboard') };
  expect(first).toMatchObject({
    provider: 'house',
    model: HOUSE.defaultModel,
    footage: {
      artifact: 'a'.repeat(64),
      file: artifactFile(store, 'a'.repeat(64)),
      sizeBytes: 7,
      made: MADE,
    },
    job: { serviceJob: 'j-made/1', charged: 60_000, counted: 60_000, file: first?.footage?.file },
  });
  expect(status.otherJobs).toMatchObject([
    { id: 'running/1', state: 'in-flight', serviceJob: 'j-running/1' },
  ]);
  expect(status.undecided).toMatchObject([
    {
      id: 'doubtful/1',
      state: 'in-doubt',
      reason: 'the run ended while the request was being sent',
      isAtWork: false,
    },
  ]);
  expect(status.spending).toEqual({
    // Two made, one of them charged less than its price; one in flight; one failed and not refunded.
    spent: 60_000 + 100_000 + 100_000 + 100_000,
    inFlight: 100_000,
    inDoubt: 100_000,
    toMake: 300_000,
    unpriced: 0,
    limit: 3_000_000,
    total: 9_000_000,
  });
  expect(await readdir(folder.path)).toEqual(before);
});

test('where the ledger is lost, what a take cost is known from the lock file alone', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  await workOn(folder);
  await pickTake(folder.file('film.yaml'), options, 'made', 1);
  const before = (await statusOf(folder)).takes[0]?.footage;
  await rm(folder.file('.storyboard/ledger.sqlite'));
  const [made] = (await statusOf(folder)).takes;
  expect(before).toMatchObject({ cost: 60_000, made: MADE });
  expect(made).toMatchObject({
    state: 'made',
    job: undefined,
    footage: { cost: 60_000, made: '2026-11-22' },
  });
  const lock = await readFile(folder.file('film.lock.yaml'), 'utf8');
  await folder.write('film.lock.yaml', lock.replace(/ {4}cost: .*\n/, ''));
  expect((await statusOf(folder)).takes[0]?.footage).toMatchObject({ cost: undefined });
});

test('a take that two providers would not make names the last one that it was asked of', async () => {
  const film = FILM.replace('provider: house', 'provider: [house, other]');
  await using folder = await temporaryFolder({ 'film.yaml': film });
  const planned = await planStoryboard(folder.file('film.yaml'), options);
  if (!planned.ok) throw new Error('no plan');
  const [take] = planned.plan.takes;
  await folder.write('.storyboard/.gitignore', '*\n');
  using ledger = openLedger(planned.storeFolder, { film: 'film.yaml', now: () => Date.parse(MADE) });
  for (const { fingerprint, provider, model, request, cost } of take?.routes ?? []) {
    const intent = { fingerprint, shot: 'made', take: 1, provider, model, request, cost };
    const claimed = ledger.claim(intent, { render: undefined, total: undefined });
    if (claimed.status !== 'claimed') throw new Error(claimed.status);
    const failure = { kind: 'balance', message: `${provider} wants money.` };
    ledger.recordStep(claimed.job, 'submit', { status: 'refused', failure });
  }
  const [first, second] = (await statusOf(folder)).takes;
  expect(first).toMatchObject({
    state: 'failed',
    provider: 'other',
    job: { provider: 'other', failure: { message: 'other wants money.' } },
  });
  expect(second).toMatchObject({ state: 'not-made', provider: 'house' });
});

test('a storyboard that was never rendered has a status, and no store', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  const status = await statusOf(folder);
  expect(new Set(status.takes.map(({ state }) => state))).toEqual(new Set(['not-made']));
  expect([status.otherJobs, status.undecided, status.spending.spent]).toEqual([[], [], 0]);
  expect(await readdir(folder.path)).toEqual(['film.yaml']);
});

test('a film that is not as it should be has no status but what is wrong with it', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': 'version: 1\n' });
  const read = await readStatus(folder.file('film.yaml'), options);
  expect(read.ok).toBe(false);
  expect(read.diagnostics.length).toBeGreaterThan(0);
});

test.each([
  ['the only one in doubt', undefined],
  ['by its take', 'doubtful/1'],
  ['by its shot', 'doubtful'],
])('a take in doubt, %s, is adopted and from then on waited for', async (_, selection) => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  await workOn(folder);
  const file = folder.file('film.yaml');
  const resolved = await resolveTake(file, options, selection, { decision: 'adopt', job: ' j-found ' });
  expect(resolved).toMatchObject({ ok: true, job: { id: 'doubtful/1', state: 'in-doubt' } });
  const status = await statusOf(folder);
  expect(status.takes.find(({ id }) => id === 'doubtful/1')).toMatchObject({
    state: 'in-flight',
    job: { state: 'in-flight', serviceJob: 'j-found' },
  });
  expect(status.undecided).toEqual([]);
  expect((await readdir(folder.file('.storyboard/runs'))).length).toBe(0);
});

test('a job that never ends is found by any of its names, and given up but not abandoned', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  await workOn(folder);
  const file = folder.file('film.yaml');
  for (const name of ['j-running/1', 'running']) {
    await expect(resolveTake(file, options, name, { decision: 'abandon' })).rejects.toMatchObject({
      code: 'usage',
      message:
        'house took running/1 as j-running/1, so it counts as paid and cannot be abandoned. Nothing was recorded.',
      hint: expect.stringContaining('--pay-again'),
    });
  }
  await resolveTake(file, options, 'j-running/1', { decision: 'pay-again' });
  expect((await statusOf(folder)).takes[2]).toMatchObject({
    state: 'not-made',
    job: { state: 'pay-again', counted: 100_000 },
  });
  const { undecided } = await statusOf(folder);
  await resolveTake(file, options, undecided[0]?.submissionId, { decision: 'pay-again' });
  const paid = await statusOf(folder);
  expect(paid.takes[3]).toMatchObject({ state: 'not-made', job: { state: 'pay-again', counted: 100_000 } });
  expect([paid.spending.inDoubt, paid.spending.spent]).toEqual([0, 60_000 + 400_000]);
});

test('an answer to an old question is not recorded: the job was found in the meantime', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  await workOn(folder);
  const file = folder.file('film.yaml');
  const [seen] = (await statusOf(folder)).undecided;
  if (seen === undefined) throw new Error('nothing in doubt');
  {
    using ledger = openLedger(folder.file('.storyboard'), { film: 'film.yaml', now: Date.now });
    ledger.recordStep(seen.job, 'recover', { operation: { job: 'j-found' } });
  }
  const before = await statusOf(folder);
  for (const decision of ['pay-again', 'abandon'] as const) {
    await expect(resolveTake(file, options, seen.job, { decision }, seen)).rejects.toMatchObject({
      code: 'usage',
      message:
        'doubtful/1 has changed since it was shown: it is in flight now. Its job at house is j-found. Nothing was recorded.',
    });
    const message =
      decision === 'abandon'
        ? 'house took doubtful/1 as j-found, so it counts as paid and cannot be abandoned. Nothing was recorded.'
        : 'doubtful/1 is not in doubt: it is in flight, and paid for.';
    // As the commands named it that were printed while it was in doubt.
    for (const name of ['doubtful', seen.job, seen.submissionId]) {
      await expect(resolveTake(file, options, name, { decision })).rejects.toMatchObject({
        code: 'usage',
        message,
        hint: expect.stringContaining('j-found'),
      });
    }
  }
  expect(await statusOf(folder)).toEqual(before);
});

test('an id that was mistyped is corrected, before it was asked for and after', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  await workOn(folder);
  const file = folder.file('film.yaml');
  const adopt = (job: string) => resolveTake(file, options, 'doubtful', { decision: 'adopt', job });
  const jobNow = async () => (await statusOf(folder)).takes.find(({ shot }) => shot === 'doubtful')?.job;
  await adopt('j-wrng');
  await adopt('j-wrong');
  const lost = await jobNow();
  expect(lost).toMatchObject({ state: 'in-flight', serviceJob: 'j-wrong' });
  {
    using ledger = openLedger(folder.file('.storyboard'), { film: 'film.yaml', now: Date.now });
    ledger.recordStep(lost?.job ?? '', 'end', { status: 'lost', reason: 'There is no such job.' });
  }
  expect(await jobNow()).toMatchObject({ state: 'lost' });
  await adopt('j-right');
  expect(await jobNow()).toMatchObject({ state: 'in-flight', serviceJob: 'j-right' });
});

test.each<[string, string | undefined, string, string]>([
  ['is made', 'made/1', 'j', 'Nothing is to be decided about made/1: it is stored.'],
  ['is not there', 'nowhere', 'j', 'film.yaml has no job of nowhere.'],
  [
    'has a job that belongs to another',
    'doubtful',
    'j-made/1',
    'That job of house belongs to another take already.',
  ],
  ['has no id for a job', 'doubtful', ' \n', 'That is no id of a job.'],
])('a take that %s cannot be resolved', async (_, selection, job, message) => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  await workOn(folder);
  const before = await statusOf(folder);
  const resolving = resolveTake(folder.file('film.yaml'), options, selection, { decision: 'adopt', job });
  await expect(resolving).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(message) });
  expect(await statusOf(folder)).toEqual(before);
});

test('a take is picked into the lock file, and the plan goes by it', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  await workOn(folder);
  const file = folder.file('film.yaml');
  const picked = await pickTake(file, options, 'made', 2);
  expect(picked).toMatchObject({
    ok: true,
    lockFile: folder.file('film.lock.yaml'),
    before: undefined,
    locked: {
      take: 2,
      sha256: 'b'.repeat(64),
      provider: 'house',
      job: 'j-made/2',
      cost: 100_000,
      made: '2026-11-22',
    },
  });
  expect(await readFile(folder.file('film.lock.yaml'), 'utf8')).toContain('take: 2');
  const isPicked = (await statusOf(folder)).takes.filter(({ picked: is }) => is).map(({ id }) => id);
  expect(isPicked).toContain('made/2');
  expect(isPicked).not.toContain('made/1');
  expect(await pickTake(file, options, 'made', 1)).toMatchObject({ before: 2, locked: { take: 1 } });
});

test('a pick says which takes of other shots are made anew for it, and what that costs', async () => {
  const film = FILM.replace('prompt: green', 'prompt: green, continues: made').replace(
    'prompt: white',
    'prompt: white, continues: running',
  );
  await using folder = await temporaryFolder({ 'film.yaml': film });
  await workOn(folder);
  const file = folder.file('film.yaml');
  expect(await pickTake(file, options, 'made', 1)).toMatchObject({
    madeAnew: { takes: [], total: { amount: 0, unknown: 0 } },
  });
  // What runs is lost for the film; what was never made would have to be made in any case.
  expect(await pickTake(file, options, 'made', 2)).toMatchObject({
    madeAnew: { takes: ['running/1'], total: { amount: 100_000, unknown: 0 } },
  });
  expect(await pickTake(file, options, 'made', 1)).toMatchObject({ madeAnew: { takes: [] } });
});

test.each([
  ['nowhere', 1, 'There is no shot nowhere in '],
  ['made', 3, 'Shot made has no take 3.'],
  ['untried', 1, 'Take 1 of shot untried is not made yet.'],
] as const)('take %s %i, which is not there, is not picked', async (shot, take, message) => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  await workOn(folder);
  const picking = pickTake(folder.file('film.yaml'), options, shot, take);
  await expect(picking).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(message) });
  expect(await readdir(folder.path)).not.toContain('film.lock.yaml');
});

async function statusOf(folder: TemporaryFolder): Promise<StoryboardStatus> {
  const read = await readStatus(folder.file('film.yaml'), options);
  if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join('\n'));
  return read.status;
}

/** What a run would leave that was killed in the middle. */
async function workOn(folder: TemporaryFolder): Promise<readonly LedgerJob[]> {
  const planned = await planStoryboard(folder.file('film.yaml'), options);
  if (!planned.ok) throw new Error('no plan');
  await folder.write('.storyboard/.gitignore', '*\n');
  using ledger = openLedger(planned.storeFolder, { film: 'film.yaml', now: () => Date.parse(MADE) });
  for (const { id, shot, take, routes } of planned.plan.takes) {
    if (shot === 'untried') continue;
    const [{ fingerprint, provider, model, request, cost }] = routes;
    const intent = { fingerprint, shot, take, provider, model, request, cost };
    const claimed = ledger.claim(intent, { render: undefined, total: undefined });
    if (claimed.status !== 'claimed') throw new Error(claimed.status);
    if (shot === 'doubtful') continue;
    const charged = id === 'made/1' ? { charged: 60_000 } : {};
    ledger.recordStep(claimed.job, 'submit', {
      status: 'accepted',
      operation: { job: `j-${id}` },
      ...charged,
    });
    if (shot === 'failed') {
      const failure = { kind: 'moderation', message: 'No.' };
      ledger.recordStep(claimed.job, 'end', { status: 'failed', failure });
    }
    if (shot !== 'made') continue;
    const artifact = (take === 1 ? 'a' : 'b').repeat(64);
    await folder.write(`.storyboard/objects/${artifact.slice(0, 2)}/${artifact}.mp4`, 'footage');
    ledger.recordStep(claimed.job, 'end', { status: 'succeeded' });
    ledger.recordStep(claimed.job, 'store', { artifact, sizeBytes: 7 });
  }
  return ledger.jobs();
}
