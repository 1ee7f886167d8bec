import { setTimeout as sleep } from 'node:timers/promises';
import {
  isProviderError,
  type ProviderErrorKind,
  type Submitted,
  type VideoProvider,
} from '@storyboard/core';
import { expect, test } from 'vitest';
import { createAimlapiProvider } from './aimlapi/aimlapi-provider.ts';
import type { PaidAccess } from './http/paid-access.ts';
import { createShortapiProvider } from './shortapi/shortapi-provider.ts';
import {
  FAULTS,
  type FaultName,
  type FaultStage,
  type Simulator,
  startSimulator,
} from './simulator/index.ts';
import {
  DOUBTS,
  DOWNLOAD_PROBLEMS,
  FAILURES,
  NAMED_IN_HEADER,
  POLL_PROBLEMS,
  REFUSALS,
} from './testing/fault-outcomes.ts';
import { paidSubmission } from './testing/paid-harness.ts';
import { readAll } from './testing/run-job.ts';

const PROVIDERS = { shortapi: createShortapiProvider, aimlapi: createAimlapiProvider } as const;
type Paid = keyof typeof PROVIDERS;

/** Services that keep one waiting are given up within a test; all others are waited for. */
const IMPATIENT: NonNullable<PaidAccess['limits']> = {
  calls: { headersMs: 700, bodyMs: 700, totalMs: 5000 },
  downloads: { headersMs: 700, stallMs: 1500, graceMs: 700 },
};
const PATIENT: NonNullable<PaidAccess['limits']> = { downloads: { maxBytes: 20_000_000 } };
const JOB_SECONDS = 0.02;
const KEEPS_WAITING = /hang|drip|slow-answer/;

const KEY = 'sk-canary-0123456789abcdef';
/** A line without controls, turned directions, the key, or a signature. */
const PLAIN = /^(?!.*(?:canary|Signature))[^\p{Cc}\u202e]+$/u;

const FOOTAGE = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('ftyp'), Buffer.alloc(100_000, 1)]);

test.concurrent.each(casesOf('submit'))('$provider: $fault at a submission', async ({ provider, fault }) => {
  await using simulator = await simulate(provider, fault);
  const result = await settled(submit(simulator, patienceWith(fault)));
  // A busy machine may give up before the service has looked.
  await simulator.waitForRequests('submit', 1);
  const jobs = simulator.account().jobs;
  const doubt = provider === 'aimlapi' && NAMED_IN_HEADER.includes(fault) ? undefined : DOUBTS[fault];
  const kind = REFUSALS[fault];
  if (doubt !== undefined) {
    expectProblem(result, doubt.kind);
    expect(jobs).toHaveLength(doubt.jobs);
  } else if (kind !== undefined) {
    expect(result).toEqual({
      status: 'refused',
      failure: { kind, message: expect.stringMatching(PLAIN) },
      ...waitWith(fault),
    });
    expect(jobs).toEqual([]);
  } else {
    const [job] = jobs;
    expect(result).toEqual({
      status: 'accepted',
      operation: { job: job?.id },
      ...(fault === 'amount-missing' ? {} : { charged: job?.price }),
    });
  }
  expect(JSON.stringify(result) + String(result)).not.toContain(KEY);
});

test.concurrent.each(casesOf('job', 'poll'))(
  '$provider: $fault at a question',
  async ({ provider, fault }) => {
    await using simulator = await simulate(provider, fault);
    const { operation } = await startJob(simulator);
    const result = await settled(clientOf(simulator, patienceWith(fault)).poll(operation));
    const kind = FAILURES[fault];
    const problem = POLL_PROBLEMS[fault];
    if (problem !== undefined) {
      expectProblem(result, problem);
      expect(result).toMatchObject(waitWith(fault));
    } else if (kind !== undefined) {
      const isKept = fault.endsWith('-charged');
      expect(result).toEqual({
        status: 'failed',
        failure: { kind, message: expect.stringMatching(PLAIN) },
        ...(isKept ? {} : { charged: 0 }),
      });
    } else if (fault === 'status-unknown' && provider === 'shortapi') {
      expectProblem(result, 'malformed');
    } else {
      const isPending = fault === 'stuck' || fault === 'status-unknown';
      expect(result).toMatchObject({ status: isPending ? 'pending' : 'succeeded' });
    }
  },
);

test.concurrent.each(casesOf('download'))('$provider: $fault at a download', async ({ provider, fault }) => {
  await using simulator = await simulate(provider, fault);
  const { client, operation } = await startJob(simulator);
  const status = await client.poll(operation);
  const footage = status.status === 'succeeded' ? status.footage : '';
  const problem = DOWNLOAD_PROBLEMS[fault];
  const result = await settled(readAll(clientOf(simulator, patienceWith(fault)).download(footage)));
  if (problem === undefined) expect(result).toBeInstanceOf(Uint8Array);
  else expectProblem(result, problem);
  expect(String(result)).not.toContain('Signature');
});

function waitWith(fault: FaultName): { readonly retryAfterMs?: number } {
  if (fault.endsWith('retry-after')) return { retryAfterMs: 1000 };
  // Two seconds; a busy machine may take its time between the two dates of the answer.
  return fault.endsWith('retry-date')
    ? { retryAfterMs: expect.toSatisfy((ms) => ms >= 0 && ms <= 30_000) }
    : {};
}

function settled<T>(promise: Promise<T>): Promise<unknown> {
  return promise.catch((error: unknown) => error);
}

function expectProblem(result: unknown, kind: ProviderErrorKind): void {
  expect(isProviderError(result), String(result)).toBe(true);
  expect(result).toMatchObject({ kind, message: expect.stringMatching(/(?:ShortAPI|AI\/ML API)/) });
}

async function startJob(simulator: Simulator) {
  const client = clientOf(simulator);
  const submitted = await submit(simulator);
  if (submitted.status !== 'accepted') throw new Error(submitted.failure.message);
  await sleep(5 * JOB_SECONDS * 1000);
  return { client, operation: submitted.operation };
}

function casesOf(...stages: readonly FaultStage[]): readonly { provider: Paid; fault: FaultName }[] {
  return (['shortapi', 'aimlapi'] as const).flatMap((provider) =>
    FAULTS.filter((one) => stages.includes(one.stage) && (!('only' in one) || one.only === provider)).map(
      ({ name }) => ({ provider, fault: name }),
    ),
  );
}

function simulate(provider: Paid, fault: FaultName): Promise<Simulator> {
  return startSimulator({
    provider,
    key: KEY,
    makeClip: async () => FOOTAGE,
    jobSeconds: JOB_SECONDS,
    faults: { [fault]: 1 },
  });
}

function patienceWith(fault: FaultName): NonNullable<PaidAccess['limits']> {
  return KEEPS_WAITING.test(fault) ? IMPATIENT : PATIENT;
}

function clientOf({ provider, origin, key }: Simulator, limits = PATIENT): VideoProvider {
  const readFile = () => Promise.reject(new Error('No reference of these tests is a file.'));
  return PROVIDERS[provider]({ key, origin, readFile, limits });
}

function submit(simulator: Simulator, limits = PATIENT): Promise<Submitted> {
  const submissionId = crypto.randomUUID();
  return clientOf(simulator, limits).submit(paidSubmission(simulator.provider), { submissionId });
}
