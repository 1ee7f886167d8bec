import { fromUsd } from '@storyboard/core';
import { expect, test } from 'vitest';
import { intentOf, LEDGER_OPTIONS, NO_LIMITS, priceOf } from '../testing/ledger-intent.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openLedger } from './open-ledger.ts';

const options = LEDGER_OPTIONS;

test('under a limit, jobs of unknown price are sent one after the other, and the next reserves what one has cost', async () => {
  await using folder = await temporaryFolder();
  using ledger = openLedger(folder.path, options);
  const unpriced = (letter: string, model = 'house/one') =>
    intentOf(letter, 0, { cost: priceOf(undefined), model });
  const limits = { render: fromUsd(0.6), total: undefined };
  const first = ledger.claim(unpriced('a'), limits);
  if (first.status !== 'claimed') throw new Error(first.status);
  expect(ledger.claim(unpriced('b'), limits)).toEqual({
    status: 'price-awaited',
    job: first.job,
    inDoubt: false,
  });
  // Without a limit, nothing is to be waited for; of a known price, it is known what is reserved.
  expect(ledger.claim(unpriced('f'), NO_LIMITS).status).toBe('claimed');
  expect(ledger.claim(intentOf('g', 0.01), limits).status).toBe('claimed');
  const operation = { job: 'its' };
  ledger.recordStep(first.job, 'submit', { status: 'accepted', operation, charged: fromUsd(0.4) });
  // What the model of `a` has cost would pass the limit; of another model, the unanswered `f` is waited for.
  expect(ledger.claim(unpriced('b'), limits)).toMatchObject({ status: 'over-budget', reserve: fromUsd(0.4) });
  expect(ledger.claim(unpriced('c', 'house/two'), limits)).toMatchObject({ status: 'price-awaited' });
  expect(ledger.claim(unpriced('b'), { ...limits, render: fromUsd(0.9) }).status).toBe('claimed');
  expect(ledger.committed().render).toBe(fromUsd(0.81));
});

test('under a limit, nothing of unknown price is sent while such a job is in doubt', async () => {
  await using folder = await temporaryFolder();
  const unpriced = (letter: string) => intentOf(letter, 0, { cost: priceOf(undefined) });
  const limits = { render: undefined, total: fromUsd(5) };
  const first = (() => {
    using ledger = openLedger(folder.path, options);
    const claimed = ledger.claim(unpriced('a'), limits);
    if (claimed.status !== 'claimed') throw new Error(claimed.status);
    return claimed.job;
  })();
  using ledger = openLedger(folder.path, options);
  expect(ledger.claim(unpriced('b'), limits)).toEqual({
    status: 'price-awaited',
    job: first,
    inDoubt: true,
  });
  ledger.decide(first, { decision: 'abandon' });
  expect(ledger.claim(unpriced('b'), limits).status).toBe('claimed');
});
