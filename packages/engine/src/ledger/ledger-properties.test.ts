import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Json, microUsd } from '@storyboard/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprintOf, intentOf, NO_LIMITS } from '../testing/ledger-intent.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { Decision, Ledger, LedgerJob } from './ledger.ts';
import { openLedger } from './open-ledger.ts';
import { readLedger } from './read-ledger.ts';

/** What may happen to one job, in whatever order. */
type Happening =
  | { readonly step: 'submit' | 'recover' | 'end' | 'store'; readonly result: Json }
  | { readonly decide: 'adopt' | 'abandon' | 'pay-again' }
  | { readonly refetch: true }
  | { readonly crash: true };

const ARTIFACT = 'd'.repeat(64);
const failure = { kind: 'moderation', message: 'Not allowed.' } as const;
const charge = fc.option(fc.integer({ min: 0, max: 900_000 }), { nil: undefined });
const charged = (amount: number | undefined) => (amount === undefined ? {} : { charged: amount });
let serviceJobs = 0;

const happening: fc.Arbitrary<Happening> = fc.oneof(
  charge.map((amount) => ({
    step: 'submit' as const,
    result: { status: 'accepted', operation: { job: 'first' }, ...charged(amount) },
  })),
  fc.constant({ step: 'submit' as const, result: { status: 'refused', failure } }),
  fc.constant({ step: 'submit' as const, result: { status: 'unknown', reason: 'the line broke' } }),
  fc.constant({ step: 'recover' as const, result: { operation: { job: 'found' } } }),
  charge.map((amount) => ({ step: 'end' as const, result: { status: 'succeeded', ...charged(amount) } })),
  charge.map((amount) => ({
    step: 'end' as const,
    result: { status: 'failed', failure, ...charged(amount) },
  })),
  fc.constant({ step: 'end' as const, result: { status: 'lost', reason: 'it is gone' } }),
  fc.constant({ step: 'store' as const, result: { artifact: ARTIFACT, sizeBytes: 9 } }),
  fc.constant({ step: 'store' as const, result: { status: 'lost', reason: 'its link is dead' } }),
  fc.constantFrom('adopt', 'abandon', 'pay-again').map((decide) => ({ decide }) as const),
  fc.constant({ refetch: true as const }),
  fc.constant({ crash: true as const }),
);

/** Written with other means than the ledger: the first fact of each name counts, in the order of a job's life. */
function stateInModel(history: readonly Happening[]): { state: string; counted: number } {
  let first = new Map<string, Json>();
  let amount: number | undefined;
  let decided: string | undefined;
  let isRunOver = false;
  let isTaken = false;
  for (const happened of history) {
    if ('crash' in happened) isRunOver = true;
    else if ('refetch' in happened) {
      const isStored = decided === undefined && stateOf(first, isRunOver).state === 'stored';
      const isKnown =
        first.has('recover') || (first.get('submit') as { status?: string })?.status === 'accepted';
      if (!isStored || !isKnown) continue;
      first = new Map([
        ['submit', { status: 'accepted' }],
        ['end', { status: 'succeeded' }],
      ]);
    } else if ('step' in happened && !first.has(happened.step)) {
      first.set(happened.step, happened.result);
      const { status } = happened.result as { status?: string };
      isTaken ||= happened.step === 'recover' || (happened.step === 'submit' && status === 'accepted');
      isTaken ||= happened.step === 'end' && status !== 'lost';
      amount = (happened.result as { charged?: number }).charged ?? amount;
    } else if ('decide' in happened && decided === undefined) {
      const { state } = stateOf(first, isRunOver);
      if (!['in-doubt', 'in-flight', 'ready', 'lost'].includes(state)) continue;
      if (happened.decide === 'abandon' && isTaken) continue;
      if (happened.decide === 'adopt') first = new Map([['submit', { status: 'accepted' }]]);
      else decided = happened.decide === 'abandon' ? 'abandoned' : 'pay-again';
    }
  }
  const state = decided ?? stateOf(first, isRunOver).state;
  return { state, counted: state === 'refused' || state === 'abandoned' ? 0 : (amount ?? 500_000) };
}

function stateOf(first: ReadonlyMap<string, Json>, isRunOver: boolean): { state: string } {
  const statusIn = (name: string) => (first.get(name) as { status?: string } | undefined)?.status;
  if (first.has('store')) return { state: statusIn('store') ?? 'stored' };
  const end = statusIn('end');
  if (end === 'failed' || end === 'lost') return { state: end };
  if (first.has('recover') || statusIn('submit') === 'accepted') {
    return { state: end === undefined ? 'in-flight' : 'ready' };
  }
  if (statusIn('submit') === 'refused') return { state: 'refused' };
  return { state: first.has('submit') || isRunOver ? 'in-doubt' : 'sending' };
}

test('every beginning of what happens to a job gives the state of a simple model, in memory, on disk and in the view', async () => {
  await using folder = await temporaryFolder();
  let number = 0;
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 10 }), (history) => {
      number += 1;
      let ledger = openLedger(folder.path, { film: 'film.yaml', now: Date.now });
      const claimed = ledger.claim(intentOf(`a${number}`), NO_LIMITS);
      if (claimed.status !== 'claimed') throw new Error(claimed.status);
      const { job } = claimed;
      const done: Happening[] = [];
      let before = ledger.jobOf(job);
      for (const happened of history) {
        done.push(happened);
        ledger = carryOut(ledger, job, happened, folder.path);
        const now = ledger.jobOf(job);
        expect({ state: now?.status.state, counted: now?.counted }).toEqual(stateInModel(done));
        expectNotForgotten(before, now);
        before = now;
      }
      const after = ledger.jobOf(job);
      ledger[Symbol.dispose]();
      expectSameOnDisk(folder.path, job, after, history);
    }),
    { numRuns: 60 },
  );
});

function carryOut(ledger: Ledger, job: string, happened: Happening, folder: string): Ledger {
  if ('step' in happened) ledger.recordStep(job, happened.step, happened.result);
  if ('refetch' in happened) ledger.fetchAgain(job, ARTIFACT);
  if ('decide' in happened) ledger.decide(job, decisionOf(happened.decide));
  if (!('crash' in happened)) return ledger;
  ledger[Symbol.dispose]();
  return openLedger(folder, { film: 'film.yaml', now: Date.now });
}

function decisionOf(decide: 'adopt' | 'abandon' | 'pay-again'): Decision {
  if (decide !== 'adopt') return { decision: decide };
  serviceJobs += 1;
  return { decision: 'adopt', operation: { job: `adopted-${serviceJobs}` } };
}

/** What is counted falls only where the service, or a person, says so. */
function expectNotForgotten(before: LedgerJob | undefined, now: LedgerJob | undefined): void {
  if (before === undefined || now === undefined || now.counted >= before.counted) return;
  const isSaid = now.charged !== before.charged;
  expect(isSaid || ['refused', 'abandoned'].includes(now.status.state)).toBe(true);
}

function expectSameOnDisk(
  folder: string,
  job: string,
  after: LedgerJob | undefined,
  history: readonly Happening[],
): void {
  const { jobs } = readLedger(folder, 'film.yaml');
  const read = jobs.find((one) => one.job === job);
  const isSending = after?.status.state === 'sending';
  expect(read).toEqual(
    isSending ? { ...after, status: expect.objectContaining({ state: 'in-doubt' }) } : after,
  );
  using database = new DatabaseSync(join(folder, 'ledger.sqlite'), { readOnly: true });
  const row = database.prepare('SELECT state, usd_counted, service_job FROM overview WHERE job = ?').get(job);
  const isRunOver = history.some((happened) => 'crash' in happened);
  const inView = isRunOver && row?.['state'] === 'sending' ? 'in-doubt' : row?.['state'];
  expect(inView).toBe(after?.status.state);
  expect(row?.['usd_counted']).toBe(((after?.counted ?? 0) / 1e6).toFixed(6));
  expect(row?.['service_job']).toBe(after?.operation?.job ?? null);
}

type Move =
  | {
      readonly who: number;
      readonly claim: string;
      /** Of a list of two providers, the one that is asked now; each run has its own order. */
      readonly route: string;
      readonly price: number | undefined;
    }
  | { readonly who: number; readonly answer: 'accepted' | 'refused' | 'unknown' | 'failed' | 'stored' }
  | { readonly who: number; readonly restart: true };

const ROUTES = ['house', 'other'] as const;

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    who: fc.nat({ max: 1 }),
    claim: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    route: fc.constantFrom(...ROUTES),
    price: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined, freq: 8 }),
  }),
  fc.record({
    who: fc.nat({ max: 1 }),
    answer: fc.constantFrom('accepted', 'refused', 'unknown', 'failed', 'stored'),
  }),
  fc.record({ who: fc.nat({ max: 1 }), restart: fc.constant(true as const) }),
);

test('however two runs take turns at two providers, no take is paid for twice and neither limit is passed', async () => {
  await using folder = await temporaryFolder();
  const limits = { render: microUsd(1_000_000), total: microUsd(1_500_000) };
  let number = 0;
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      number += 1;
      const film = `film-${number}.yaml`;
      const open = () => openLedger(folder.path, { film, now: Date.now });
      const runs = [open(), open()];
      const claims: { readonly run: string; readonly job: string; readonly name: string }[] = [];
      try {
        for (const step of moves) {
          const ledger = runs[step.who];
          if (ledger === undefined) throw new RangeError();
          if ('restart' in step) {
            ledger[Symbol.dispose]();
            runs[step.who] = open();
          } else if ('claim' in step) {
            const name = `${step.claim}${number}`;
            const price = step.price === undefined ? undefined : step.price / 100;
            const others = ROUTES.filter((route) => route !== step.route).map((route) =>
              fingerprintOf(`${name}${route}`),
            );
            const claimed = ledger.claim(intentOf(`${name}${step.route}`, price, { others }), limits);
            if (claimed.status === 'claimed') claims.push({ run: ledger.run, job: claimed.job, name });
          } else {
            const mine = claims.find(
              ({ run, job }) => run === ledger.run && ledger.stepOf(job, 'submit') === undefined,
            );
            if (mine !== undefined) answer(ledger, mine.job, step.answer);
          }
          expectKept(runs, limits, claims);
        }
      } finally {
        for (const ledger of runs) ledger[Symbol.dispose]();
      }
    }),
    { numRuns: 60 },
  );
});

function answer(ledger: Ledger, job: string, how: string): void {
  const taken = { status: 'accepted', operation: { job } };
  const not = how === 'refused' ? { status: how, failure } : { status: how, reason: 'no answer' };
  ledger.recordStep(job, 'submit', how === 'refused' || how === 'unknown' ? not : taken);
  if (how === 'failed') ledger.recordStep(job, 'end', { status: 'failed', failure });
  if (how !== 'stored') return;
  ledger.recordStep(job, 'end', { status: 'succeeded', charged: 1 });
  ledger.recordStep(job, 'store', { artifact: 'd'.repeat(64), sizeBytes: 9 });
}

function expectKept(
  runs: readonly Ledger[],
  limits: { readonly render: number; readonly total: number },
  claims: readonly { readonly name: string; readonly job: string }[],
): void {
  for (const ledger of runs) {
    const { render, total } = ledger.committed();
    expect(total).toBeLessThanOrEqual(limits.total);
    expect(
      ledger
        .jobs()
        .filter(({ run }) => run === ledger.run)
        .reduce((sum, { counted }) => sum + counted, 0),
    ).toBeLessThanOrEqual(limits.render);
    expect(render).toBeLessThanOrEqual(limits.total);
  }
  const states = new Map(runs[0]?.jobs().map(({ job, status }) => [job, status.state]));
  for (const [, attempts] of Map.groupBy(claims, ({ name }) => name)) {
    const paid = attempts.filter(({ job }) => !['refused', 'failed'].includes(states.get(job) ?? ''));
    expect(paid.length).toBeLessThanOrEqual(1);
  }
}
