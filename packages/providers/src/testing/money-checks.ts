import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isProviderError, type MicroUsd, type Operation, type Submission } from '@storyboard/core';
import { expect } from 'vitest';
import { expectJobs, expectLocal } from './expect-jobs.ts';
import { offeredDurations } from './offered-durations.ts';
import type { ProviderHarness } from './provider-harness.ts';
import { pollToEnd, submitOnce } from './run-job.ts';

const MOST_LOOKS = 60;
const LOOK_MS = 50;

/** Money that is told is whole micro-dollars, and a job that failed is not told to have cost more than was taken. */
export async function checkCharges(harness: ProviderHarness): Promise<void> {
  const provider = harness.createProvider();
  for (const submission of [await shortSubmission(harness), await harness.failingSubmission?.()]) {
    if (submission === undefined) continue;
    const answer = await provider.submit(submission, { submissionId: randomUUID() });
    if (answer.status === 'refused') throw new Error(`The submission was refused: ${answer.failure.message}`);
    const end = await pollToEnd(harness, provider, answer.operation);
    for (const charged of [answer.charged, end.charged]) expectMoney(charged);
  }
}

/** A key that is not accepted is a refusal in a submission, and an error elsewhere; neither repeats it. */
export async function checkWrongKey(harness: ProviderHarness): Promise<void> {
  if (harness.key === undefined) {
    expectLocal(harness, 'only a local provider may need no key');
    return;
  }
  const operation = await submitOnce(harness.createProvider(), await shortSubmission(harness));
  const wrong = `wrong-${randomUUID()}`;
  const stranger = harness.createProvider(wrong);
  const submission = await shortSubmission(harness);
  const answer = await expectJobs(harness, 0, () =>
    stranger.submit(submission, { submissionId: randomUUID() }),
  );
  expect(answer).toMatchObject({ status: 'refused', failure: { kind: 'auth' } });
  expect(JSON.stringify(answer)).not.toContain(wrong);
  const thrown = await thrownBy(() => stranger.poll(operation));
  expect(isProviderError(thrown) && thrown.kind).toBe('auth');
  expect(String(thrown)).not.toContain(wrong);
}

/** Where the answer to a submission was lost, a job may run: nothing but a doubt is allowed, and it can be recovered. */
export async function checkLostAnswer(harness: ProviderHarness): Promise<void> {
  if (harness.loseAnswer === undefined) {
    expectLocal(harness, 'only a local provider may have no answers to lose');
    return;
  }
  const provider = harness.createProvider();
  const submission = await shortSubmission(harness);
  const submissionId = randomUUID();
  const since = new Date(Date.now() - 1000).toISOString();
  // Others that are not in doubt must not be taken for it.
  const other = await submitOnce(provider, submission);
  harness.loseAnswer();
  const thrown = await expectJobs(harness, 1, () =>
    thrownBy(() => provider.submit(submission, { submissionId })),
  );
  expect(isProviderError(thrown), 'what a lost answer ends with is a ProviderError').toBe(true);
  if (provider.recover === undefined) return;
  const later = harness.createProvider();
  const found = await expectJobs(harness, 0, () => recoverPatiently(harness, submissionId, since));
  expect(found?.job, 'the job that was recovered').not.toBe(other.job);
  expect((await pollToEnd(harness, later, found)).status).toBe('succeeded');
  expect(await later.recover?.(randomUUID(), since), 'what was never submitted').toBeUndefined();
}

/** The key is in nothing that is written down. */
export async function checkSecrets(harness: ProviderHarness): Promise<void> {
  const { key } = harness;
  if (key === undefined) {
    expectLocal(harness, 'only a local provider may need no key');
    return;
  }
  const provider = harness.createProvider();
  const operation = await submitOnce(provider, await shortSubmission(harness));
  const status = await pollToEnd(harness, provider, operation);
  for (const written of [provider.spec, operation, status]) {
    expect(JSON.stringify(written)).not.toContain(key);
  }
  expect(operation.job).toMatch(/^[\p{L}\p{N}\p{P}\p{S}]+$/u);
}

async function recoverPatiently(
  harness: ProviderHarness,
  submissionId: string,
  since: string,
): Promise<Operation> {
  const provider = harness.createProvider();
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const found = await provider.recover?.(submissionId, since);
    if (found !== undefined) return found;
    await harness.advance?.();
    await sleep(LOOK_MS);
  }
  throw new Error(`The submission was not found in ${MOST_LOOKS} looks.`);
}

async function shortSubmission(harness: ProviderHarness): Promise<Submission> {
  return harness.submissionOf(offeredDurations(harness.createProvider().spec).shorter);
}

async function thrownBy(call: () => Promise<unknown>): Promise<unknown> {
  const outcome = await call().then(
    (value) => ({ value }),
    (thrown: unknown) => ({ thrown }),
  );
  if ('thrown' in outcome) return outcome.thrown;
  throw new Error(`It should have thrown, and gave ${JSON.stringify(outcome.value)}.`);
}

function expectMoney(charged: MicroUsd | undefined): void {
  expect(charged === undefined || (Number.isSafeInteger(charged) && charged >= 0), String(charged)).toBe(
    true,
  );
}
