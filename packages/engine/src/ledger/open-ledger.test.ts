import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Json, microUsd } from '@storyboard/core';
import { expect, test } from 'vitest';
import {
  AT,
  claimAndLeave,
  claimTake,
  fingerprintOf,
  intentOf,
  LEDGER_OPTIONS,
  NO_LIMITS,
  priceOf,
} from '../testing/ledger-intent.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openLedger } from './open-ledger.ts';
import { readLedger } from './read-ledger.ts';

const options = LEDGER_OPTIONS;
const ARTIFACT = 'd'.repeat(64);
const failure = { kind: 'moderation', message: 'Not allowed.' } as const;

test('a fingerprint that was claimed is claimed by nobody else, and is held once its footage is stored', async () => {
  await using folder = await temporaryFolder();
  using first = openLedger(folder.path, options);
  using second = openLedger(folder.path, options);
  const { job, submissionId } = claimTake(first, 'a');
  expect(job).toBe(`${fingerprintOf('a')}.1`);
  expect(first.stepOf(job, 'intent')).toEqual({ submissionId, at: AT });
  const elsewhere = { status: 'in-flight', job, elsewhere: true } as const;
  expect(second.claim(intentOf('a'), NO_LIMITS)).toEqual({ ...elsewhere, operation: undefined });
  first.recordStep(job, 'submit', { status: 'accepted', operation: { job: 'j-1' }, charged: 400_000 });
  expect(second.claim(intentOf('a'), NO_LIMITS)).toEqual({ ...elsewhere, operation: { job: 'j-1' } });
  first.recordStep(job, 'end', { status: 'succeeded' });
  first.recordStep(job, 'store', { artifact: ARTIFACT, sizeBytes: 9 });
  const held = {
    status: 'held',
    artifact: ARTIFACT,
    fingerprint: fingerprintOf('a'),
    provider: 'house',
    job,
  };
  expect(second.claim(intentOf('a'), NO_LIMITS)).toEqual(held);
  expect(second.takeOf(fingerprintOf('a'))).toEqual({
    fingerprint: fingerprintOf('a'),
    artifact: ARTIFACT,
    sizeBytes: 9,
    provider: 'house',
    model: 'house/one',
    job,
    drawnAs: undefined,
    forPreview: false,
    made: AT,
  });
  expect(second.jobOf(job)).toMatchObject({
    status: { state: 'stored', artifact: ARTIFACT },
    reserved: 500_000,
    charged: 400_000,
    counted: 400_000,
  });
});

test('stored footage that is gone is fetched once more by one of two runs, and never paid for again by itself', async () => {
  await using folder = await temporaryFolder();
  using first = openLedger(folder.path, options);
  using second = openLedger(folder.path, options);
  const { job } = claimTake(first, 'a');
  first.recordStep(job, 'submit', { status: 'accepted', operation: { job: 'j-1' }, charged: 400_000 });
  expect(second.fetchAgain(job, ARTIFACT)).toBe(false);
  first.recordStep(job, 'end', { status: 'succeeded' });
  first.recordStep(job, 'store', { artifact: ARTIFACT, sizeBytes: 9 });
  expect(second.fetchAgain(job, 'e'.repeat(64))).toBe(false);
  expect(second.fetchAgain(job, ARTIFACT)).toBe(true);
  expect(first.fetchAgain(job, ARTIFACT)).toBe(false);
  expect(first.takeUp(job)).toBe(false);
  const ready = { status: { state: 'ready', operation: { job: 'j-1' } }, charged: 400_000, counted: 400_000 };
  expect(first.jobOf(job)).toMatchObject(ready);
  expect(second.stepOf(job, 'store')).toBeUndefined();
  expect(first.claim(intentOf('a'), NO_LIMITS)).toMatchObject({ status: 'in-flight', job, elsewhere: true });
  second.recordStep(job, 'store', { status: 'lost', reason: 'it is gone' });
  expect(first.claim(intentOf('a'), NO_LIMITS)).toMatchObject({ status: 'in-doubt', job });
  expect(first.decide(job, { decision: 'pay-again' })).toEqual({ status: 'at-work' });
  second.letGo(job);
  expect(first.decide(job, { decision: 'pay-again' })).toEqual({ status: 'decided' });
  expect(first.claim(intentOf('a'), NO_LIMITS)).toMatchObject({
    status: 'claimed',
    job: `${fingerprintOf('a')}.2`,
  });
});

test.each([
  ['is made', 'held', { status: 'accepted' }, { artifact: ARTIFACT, sizeBytes: 9 }],
  ['is under way', 'in-flight', { status: 'accepted' }, undefined],
  ['is in doubt', 'in-doubt', { status: 'unknown', reason: 'the line broke' }, undefined],
  ['is lost', 'in-doubt', { status: 'accepted' }, { status: 'lost', reason: 'it is gone' }],
  ['was refused', 'claimed', { status: 'refused', failure }, undefined],
])('what %s by another route of the take decides its claim: %s', async (_, status, submit, store) => {
  await using folder = await temporaryFolder();
  const others = [fingerprintOf('a')];
  let job: string;
  {
    using before = openLedger(folder.path, options);
    ({ job } = claimTake(before, 'a', NO_LIMITS, { provider: 'other', others: [fingerprintOf('b')] }));
    const operation = submit.status === 'accepted' ? { operation: { job: 'j-1' } } : {};
    before.recordStep(job, 'submit', { ...submit, ...operation });
    if (store !== undefined) before.recordStep(job, 'store', store);
  }
  using ledger = openLedger(folder.path, options);
  const claimed = ledger.claim(intentOf('b', 0.5, { others }), NO_LIMITS);
  expect(claimed).toMatchObject({ status, job: status === 'claimed' ? `${fingerprintOf('b')}.1` : job });
  if (claimed.status === 'held') expect(claimed).toMatchObject({ provider: 'other', fingerprint: others[0] });
});

test.each([
  ['refused', { status: 'refused', failure }],
  ['failed', { status: 'accepted', operation: { job: 'j' } }, { status: 'failed', failure }],
] as const)('after a job %s the take may be paid for again', async (_, submit, end?: Json) => {
  await using folder = await temporaryFolder();
  using ledger = openLedger(folder.path, options);
  const { job } = claimTake(ledger, 'a');
  ledger.recordStep(job, 'submit', submit);
  if (end !== undefined) ledger.recordStep(job, 'end', end);
  expect(ledger.claim(intentOf('a'), NO_LIMITS)).toMatchObject({
    status: 'claimed',
    job: `${fingerprintOf('a')}.2`,
  });
});

test('a job of a run that is over is taken up by one of two that ask, and let go for the other', async () => {
  await using folder = await temporaryFolder();
  const { job } = claimAndLeave(folder, { status: 'accepted', operation: { job: 'j-1' } });
  using first = openLedger(folder.path, options);
  using second = openLedger(folder.path, options);
  const inFlight = { status: 'in-flight', job, operation: { job: 'j-1' } } as const;
  expect(first.claim(intentOf('a'), NO_LIMITS)).toEqual({ ...inFlight, elsewhere: false });
  expect(second.claim(intentOf('a'), NO_LIMITS)).toEqual({ ...inFlight, elsewhere: true });
  expect(second.takeUp(job)).toBe(false);
  first.letGo(job);
  expect(second.takeUp(job)).toBe(true);
  expect(first.takeUp(job)).toBe(false);
});

test('a take in doubt is left to a person, who adopts a job, abandons it, or pays again', async () => {
  await using folder = await temporaryFolder();
  const { job } = claimAndLeave(folder, undefined);
  using ledger = openLedger(folder.path, options);
  const reason = 'the run ended while the request was being sent';
  expect(ledger.claim(intentOf('a'), NO_LIMITS)).toEqual({ status: 'in-doubt', job, reason });

  const other = claimTake(ledger, 'b').job;
  ledger.recordStep(other, 'submit', { status: 'accepted', operation: { job: 'j-b' } });
  const adopt = (id: string) => ({ decision: 'adopt', operation: { job: id } }) as const;
  expect(ledger.decide(job, adopt('j-b'))).toEqual({ status: 'known', job: other });
  expect(ledger.decide(job, adopt('j-a'))).toEqual({ status: 'decided' });
  expect(ledger.stepOf(job, 'submit')).toEqual({ status: 'accepted', operation: { job: 'j-a' } });
  expect(ledger.jobOf(job)?.status).toEqual({ state: 'in-flight', operation: { job: 'j-a' } });

  ledger.recordStep(job, 'end', { status: 'lost', reason: 'the service does not know it' });
  expect(ledger.claim(intentOf('a'), NO_LIMITS)).toMatchObject({ status: 'in-doubt' });
  // Adopted anew, what was known of the wrong job does not count any more.
  expect(ledger.decide(job, adopt('j-c'))).toEqual({ status: 'decided' });
  expect(ledger.stepOf(job, 'end')).toBe(undefined);
  expect(ledger.decide(job, { decision: 'pay-again' })).toEqual({ status: 'decided' });
  expect(ledger.decide(job, { decision: 'abandon' })).toEqual({ status: 'settled', state: 'pay-again' });

  const again = ledger.claim(intentOf('a'), NO_LIMITS);
  expect(again).toMatchObject({ status: 'claimed', job: `${fingerprintOf('a')}.2` });
  expect(ledger.committed().total).toBe(1_500_000);
});

test('an abandoned job counts nothing', async () => {
  await using folder = await temporaryFolder();
  const { job } = claimAndLeave(folder, { status: 'unknown', reason: 'the line broke' });
  using ledger = openLedger(folder.path, options);
  expect(ledger.committed()).toEqual({ render: 500_000, total: 500_000 });
  expect(ledger.decide(job, { decision: 'abandon' })).toEqual({ status: 'decided' });
  expect(ledger.committed()).toEqual({ render: 0, total: 0 });
});

test('a job that the service took is not abandoned, whatever a person adopts for it later', async () => {
  await using folder = await temporaryFolder();
  const { job } = claimAndLeave(folder, { status: 'accepted', operation: { job: 'j-a' } });
  using ledger = openLedger(folder.path, options);
  const abandon = { decision: 'abandon' } as const;
  const adopt = { decision: 'adopt', operation: { job: 'j-b' } } as const;
  expect(ledger.decide(job, abandon)).toEqual({ status: 'taken' });
  ledger.recordStep(job, 'end', { status: 'lost', reason: 'its link is dead' });
  expect(ledger.decide(job, abandon)).toEqual({ status: 'taken' });
  expect(ledger.decide(job, adopt)).toEqual({ status: 'decided' });
  expect(ledger.decide(job, abandon)).toEqual({ status: 'taken' });
  expect(ledger.committed().total).toBe(500_000);
});

test('a job that only a person said was taken can be abandoned, as long as the service does not know it', async () => {
  await using folder = await temporaryFolder();
  const { job } = claimAndLeave(folder, { status: 'unknown', reason: 'the line broke' });
  using ledger = openLedger(folder.path, options);
  expect(ledger.decide(job, { decision: 'adopt', operation: { job: 'j-wrong' } })).toEqual({
    status: 'decided',
  });
  ledger.recordStep(job, 'end', { status: 'lost', reason: 'the service does not know it' });
  expect(ledger.decide(job, { decision: 'abandon' })).toEqual({ status: 'decided' });
  expect(ledger.committed().total).toBe(0);
});

test('a limit that a price would pass keeps it from being claimed; what others leave in doubt counts', async () => {
  await using folder = await temporaryFolder();
  claimAndLeave(folder, undefined);
  claimAndLeave(folder, { status: 'accepted', operation: { job: 'j-b' } }, 'b');
  using ledger = openLedger(folder.path, options);
  expect(ledger.committed()).toEqual({ render: 500_000, total: 1_000_000 });
  const limits = { render: microUsd(1_000_000), total: microUsd(1_600_000) };
  expect(ledger.claim(intentOf('c', 0.6), limits)).toEqual({
    status: 'over-budget',
    limit: 'render',
    ceiling: 1_000_000,
    committed: 500_000,
    reserve: 600_000,
  });
  const { job } = claimTake(ledger, 'd', limits);
  expect(ledger.claim(intentOf('e', 0.2), { ...limits, render: undefined })).toMatchObject({
    status: 'over-budget',
    limit: 'total',
    committed: 1_500_000,
  });
  // The service took more than it said: nothing else is bought.
  ledger.recordStep(job, 'submit', { status: 'accepted', operation: { job: 'j-d' }, charged: 900_000 });
  expect(ledger.claim(intentOf('f', 0), limits)).toMatchObject({
    status: 'over-budget',
    committed: 1_400_000,
  });
  ledger.recordStep(job, 'end', { status: 'failed', failure, charged: 0 });
  const unpriced = intentOf('f', 0, { cost: priceOf(undefined), model: 'house/two' });
  expect(ledger.claim(unpriced, limits)).toMatchObject({ status: 'claimed' });
});

test.each([
  ['nine billion dollars', 9_000_000_000_000_000, 1_000_000_000_000, '9000000000000000'],
  ['more than any number can be', 1e300, 1_000_000_000_000, '1e+300'],
  ['less than nothing', -5, 500_000, '-5'],
  ['part of a micro-dollar', 0.5, 500_000, '0.5'],
  ['a text', 'much', 500_000, 'much'],
])(
  'a service that says it charged %s lets no sum fail, and the ledger be read',
  async (_, charged, counts, stated) => {
    await using folder = await temporaryFolder();
    {
      using ledger = openLedger(folder.path, options);
      for (const letter of ['a', 'b', 'c']) {
        const { job } = claimTake(ledger, letter);
        ledger.recordStep(job, 'submit', { status: 'accepted', operation: { job: letter }, charged });
        ledger.recordStep(job, 'end', { status: 'succeeded' });
      }
      expect(ledger.committed()).toEqual({ render: 3 * counts, total: 3 * counts });
      const limits = { render: microUsd(100_000_000_000), total: undefined };
      const status = counts > 500_000 ? 'over-budget' : 'claimed';
      expect(ledger.claim(intentOf('d'), limits)).toMatchObject({ status });
    }
    const { jobs, held } = readLedger(folder.path, 'film.yaml');
    expect(jobs[0]?.counted).toBe(counts);
    expect(held.spent).toBeGreaterThanOrEqual(3 * counts);
    using database = new DatabaseSync(join(folder.path, 'ledger.sqlite'), { readOnly: true });
    const fact = database
      .prepare(`SELECT result ->> '$.stated' AS stated FROM fact WHERE name = 'submit'`)
      .get();
    expect(fact?.['stated']).toBe(stated);
    const row = database.prepare('SELECT usd_counted FROM overview').get();
    expect(row?.['usd_counted']).toBe((counts / 1e6).toFixed(6));
  },
);

test('a ledger whose amounts pass every number is still read', async () => {
  await using folder = await temporaryFolder();
  using ledger = openLedger(folder.path, options);
  const most = { known: true, amount: microUsd(Number.MAX_SAFE_INTEGER), from: FROM, detail: '' } as const;
  for (const letter of ['a', 'b']) claimTake(ledger, letter, NO_LIMITS, { cost: most });
  expect(ledger.committed().total).toBe(Number.MAX_SAFE_INTEGER);
  expect(readLedger(folder.path, 'film.yaml').held.spent).toBe(Number.MAX_SAFE_INTEGER);
  const limits = { render: microUsd(Number.MAX_SAFE_INTEGER), total: undefined };
  expect(ledger.claim(intentOf('c'), limits)).toMatchObject({ status: 'over-budget' });
});

const FROM = { source: 'test', asOf: '2026-11-01', estimated: false };

test('a take of unknown price is not claimed where a limit is used up, and a limit of nothing allows none', async () => {
  await using folder = await temporaryFolder();
  using ledger = openLedger(folder.path, options);
  const unpriced = (letter: string) => intentOf(letter, 0, { cost: priceOf(undefined) });
  const nothing = { render: microUsd(0), total: undefined };
  const refused = { status: 'over-budget', limit: 'render', ceiling: 0, committed: 0, reserve: undefined };
  expect(ledger.claim(unpriced('a'), nothing)).toEqual(refused);
  expect(ledger.claim(intentOf('a', 0), nothing)).toMatchObject({ status: 'claimed' });
  claimTake(ledger, 'b');
  const used = { render: undefined, total: microUsd(500_000) };
  expect(ledger.claim(unpriced('c'), used)).toMatchObject({
    status: 'over-budget',
    limit: 'total',
  });
  expect(ledger.claim(unpriced('c'), { ...used, total: microUsd(500_001) })).toMatchObject({
    status: 'claimed',
  });
});

test('the order of claims is that of the ledger, whatever the clock says; durations leave out what cannot be', async () => {
  await using folder = await temporaryFolder();
  let now = Date.parse(AT);
  using ledger = openLedger(folder.path, { film: 'film.yaml', now: () => now });
  const lasts = (name: string, milliseconds: number) => {
    const { job } = claimTake(ledger, name);
    ledger.recordStep(job, 'submit', { status: 'accepted', operation: { job: name } });
    now += milliseconds;
    ledger.recordStep(job, 'end', { status: 'succeeded' });
  };
  lasts('a', 30_000);
  lasts('b', -3_600_000);
  lasts('c', 90_500);
  // A machine that slept for a night.
  lasts('d', 28_800_000);
  expect(ledger.jobs().map(({ shot }) => shot)).toEqual(['shot-a', 'shot-b', 'shot-c', 'shot-d']);
  expect(ledger.durations('house', 'house/one').map((seconds) => Math.round(seconds * 10) / 10)).toEqual([
    90.5, 30,
  ]);
  expect(ledger.durations('house', 'house/two')).toEqual([]);
});

test('a plan is used once, a drawing is kept as what it is', async () => {
  await using folder = await temporaryFolder();
  using ledger = openLedger(folder.path, options);
  expect([ledger.usePlan('p'), ledger.usePlan('p')]).toEqual([true, false]);
  const drawing = {
    fingerprint: fingerprintOf('a'),
    artifact: ARTIFACT,
    sizeBytes: 9,
    provider: 'animatic',
    model: 'animatic',
    job: undefined,
    drawnAs: 'e'.repeat(64),
    forPreview: true,
    made: AT,
  };
  ledger.keepTake(drawing);
  ledger.keepTake({ ...drawing, forPreview: false });
  expect(ledger.takeOf(fingerprintOf('a'))).toEqual({ ...drawing, forPreview: false });
  expect(ledger.jobs()).toEqual([]);
});
