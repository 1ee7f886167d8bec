import type { FailureKind, Json, Operation } from '@storyboard/core';
import { expect } from 'vitest';
import { expectAbort } from './expect-abort.ts';
import { expectJobs } from './expect-jobs.ts';
import { checkCharges, checkLostAnswer, checkSecrets, checkWrongKey } from './money-checks.ts';
import { offeredDurations } from './offered-durations.ts';
import type { ProviderHarness, WaitingCall } from './provider-harness.ts';
import { readMp4 } from './read-mp4.ts';
import { finishJob, pollToEnd, pollToFootage, readAll, submitOnce } from './run-job.ts';
import { specProblems } from './spec-problems.ts';

/** One promise of the provider contract, and what holds a provider to it; rejects where it is broken. */
export type ContractCheck = {
  readonly name: string;
  check(harness: ProviderHarness): Promise<void>;
};

/** Every promise of the provider contract. */
export const CONTRACT_CHECKS: readonly ContractCheck[] = [
  { name: 'its spec is consistent', check: checkSpec },
  { name: 'a submission starts one job, and nothing else starts any', check: checkOneJob },
  { name: 'a key that is not accepted starts no job', check: checkWrongKey },
  {
    name: 'a lost answer leaves a doubt, which can be recovered where that is offered',
    check: checkLostAnswer,
  },
  { name: 'money is told in whole micro-dollars', check: checkCharges },
  { name: 'no key is in what is written down', check: checkSecrets },
  { name: 'another process can go on from what was written down', check: checkRoundTrip },
  { name: 'a finished job stays finished', check: checkStableEnd },
  { name: 'the footage is a whole MP4 of about the length asked for', check: checkFootage },
  { name: 'a download can be repeated', check: checkRepeatedDownload },
  { name: 'progress rises, from 0 to 1', check: checkProgress },
  { name: 'jobs side by side do not mix', check: checkSideBySide },
  { name: 'a failed job says why', check: checkFailure },
  { name: 'nothing is called once the signal is aborted', check: checkAbortedBefore },
  { name: 'an abort ends a call that waits', check: checkAbortedWhileWaiting },
  { name: 'an abort ends a download between two pieces', check: checkAbortedBetweenPieces },
];

const AT_ONCE = { afterMs: 0 };

const FAILURE_KINDS: readonly FailureKind[] = [
  'moderation',
  'invalid-input',
  'quota',
  'balance',
  'auth',
  'transient',
  'expired',
  'unknown',
];

async function checkSpec(harness: ProviderHarness): Promise<void> {
  const { contract, spec } = harness.createProvider();
  expect(contract).toBe(1);
  expect(specProblems(spec)).toEqual([]);
}

async function checkOneJob(harness: ProviderHarness): Promise<void> {
  const provider = harness.createProvider();
  const submission = await harness.submissionOf(offeredDurations(provider.spec).shorter);
  const { operation, footage } = await expectJobs(harness, 1, () => finishJob(harness, provider, submission));
  await expectJobs(harness, 0, async () => {
    await provider.poll(operation);
    await readAll(provider.download(footage));
  });
  // The takes of a shot are the same submission again, and each is a job of its own.
  await expectJobs(harness, 1, () => submitOnce(provider, submission));
}

async function checkRoundTrip(harness: ProviderHarness): Promise<void> {
  const provider = harness.createProvider();
  const { shorter } = offeredDurations(provider.spec);
  const operation = writtenDown(await submitOnce(provider, await harness.submissionOf(shorter))) as Operation;
  const footage = writtenDown(await pollToFootage(harness, harness.createProvider(), operation));
  const bytes = await readAll(harness.createProvider().download(footage));
  expectLength(readMp4(bytes).seconds, shorter);
}

async function checkStableEnd(harness: ProviderHarness): Promise<void> {
  const { provider, operation, footage } = await finishShortJob(harness);
  await harness.advance?.();
  const again = await provider.poll(operation);
  expect(again.status === 'succeeded' && again.footage).toEqual(footage);
  expect(await harness.createProvider().poll(operation)).toEqual(again);
}

async function checkFootage(harness: ProviderHarness): Promise<void> {
  const { provider, footage, duration } = await finishShortJob(harness);
  const { boxes, seconds } = readMp4(await readAll(provider.download(footage)));
  expect(boxes[0]).toBe('ftyp');
  expect(boxes).toEqual(expect.arrayContaining(['moov', 'mdat']));
  expectLength(seconds, duration);
}

async function checkRepeatedDownload(harness: ProviderHarness): Promise<void> {
  const { provider, footage } = await finishShortJob(harness);
  const first = await readAll(provider.download(footage));
  const second = await readAll(provider.download(footage));
  expect(Buffer.compare(first, second), 'the same bytes').toBe(0);
}

async function checkProgress(harness: ProviderHarness): Promise<void> {
  const { provider, footage } = await finishShortJob(harness);
  const heard: number[] = [];
  await readAll(provider.download(footage, { onProgress: (fraction) => heard.push(fraction) }));
  expect(heard.filter((fraction) => !(fraction >= 0 && fraction <= 1))).toEqual([]);
  expect(heard).toEqual([...heard].sort((a, b) => a - b));
}

async function checkSideBySide(harness: ProviderHarness): Promise<void> {
  const provider = harness.createProvider();
  const { shorter, longer } = offeredDurations(provider.spec);
  const durations = [shorter, longer, shorter];
  const lengths = await Promise.all(
    durations.map(async (duration) => {
      const { footage } = await finishJob(harness, provider, await harness.submissionOf(duration));
      return readMp4(await readAll(provider.download(footage))).seconds;
    }),
  );
  for (const [index, duration] of durations.entries()) {
    expectLength(lengths[index], duration);
  }
}

async function checkFailure(harness: ProviderHarness): Promise<void> {
  const provider = harness.createProvider();
  if (harness.failingSubmission === undefined) {
    expect(provider.spec.local, 'only a local provider may have no job that fails').toBe(true);
    return;
  }
  const operation = await submitOnce(provider, await harness.failingSubmission());
  const status = await pollToEnd(harness, provider, operation);
  expect(status).toMatchObject({
    status: 'failed',
    failure: {
      kind: expect.toBeOneOf(FAILURE_KINDS),
      message: expect.stringMatching(/^\P{Cc}*[^\s\p{Cc}]\P{Cc}*$/u),
    },
  });
  expect(await harness.createProvider().poll(operation)).toEqual(writtenDown(status as Json));
}

async function checkAbortedBefore(harness: ProviderHarness): Promise<void> {
  const { provider, submission, operation, footage } = await finishShortJob(harness);
  await expectJobs(harness, 0, async () => {
    await expectAbort((signal) => provider.submit(submission, { submissionId: 'aborted', signal }), AT_ONCE);
    await expectAbort((signal) => provider.poll(operation, { signal }), AT_ONCE);
    await expectAbort((signal) => readAll(provider.download(footage, { signal })), AT_ONCE);
  });
}

async function checkAbortedWhileWaiting(harness: ProviderHarness): Promise<void> {
  const { provider, submission, operation, footage } = await finishShortJob(harness);
  const calls: Record<WaitingCall, (signal: AbortSignal) => Promise<unknown>> = {
    submit: (signal) => provider.submit(submission, { submissionId: 'held', signal }),
    poll: (signal) => provider.poll(operation, { signal }),
    download: (signal) => readAll(provider.download(footage, { signal })),
  };
  for (const name of ['poll', 'download', 'submit'] as const) {
    const hold = harness.hold[name];
    if (hold === undefined) {
      expect(provider.spec.local && name !== 'download', `the harness can hold ${name}`).toBe(true);
    } else {
      hold();
      await expectAbort(calls[name], { afterMs: 50 });
    }
  }
}

async function checkAbortedBetweenPieces(harness: ProviderHarness): Promise<void> {
  const { provider, footage } = await finishShortJob(harness);
  const controller = new AbortController();
  const reason = new Error('stopped between two pieces');
  const readOn = async () => {
    for await (const piece of provider.download(footage, { signal: controller.signal })) {
      expect(piece.length).toBeGreaterThan(0);
      controller.abort(reason);
    }
  };
  await expect(readOn()).rejects.toBe(reason);
}

async function finishShortJob(harness: ProviderHarness) {
  const provider = harness.createProvider();
  const duration = offeredDurations(provider.spec).shorter;
  const submission = await harness.submissionOf(duration);
  return { provider, duration, submission, ...(await finishJob(harness, provider, submission)) };
}

function expectLength(seconds: number | undefined, duration: number): void {
  expect(seconds, 'the length that the MP4 says it has').toBeDefined();
  expect(Math.abs((seconds ?? 0) - duration)).toBeLessThanOrEqual(Math.max(0.25, duration / 20));
}

function writtenDown(value: Json): Json {
  const read: Json = JSON.parse(JSON.stringify(value));
  expect(read).toStrictEqual(value);
  return read;
}
