import { setTimeout as sleep } from 'node:timers/promises';
import {
  type FailureKind,
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
import { paidSubmission } from './testing/paid-harness.ts';
import { readAll } from './testing/run-job.ts';

const PROVIDERS = { shortapi: createShortapiProvider, aimlapi: createAimlapiProvider } as const;
type Paid = keyof typeof PROVIDERS;

/** Impatient, so that services that keep one waiting are given up within a test. */
const LIMITS: NonNullable<PaidAccess['limits']> = {
  calls: { connectMs: 500, headersMs: 500, bodyMs: 500, totalMs: 3000 },
  downloads: { headersMs: 500, stallMs: 1000, graceMs: 500, totalMs: 5000, maxBytes: 20_000_000 },
};

const KEY = 'sk-canary-0123456789abcdef';
const FOOTAGE = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('ftyp'), Buffer.alloc(100_000, 1)]);

const DOUBT = { kind: 'transient', jobs: 0 } as const;
const DOUBT_AND_JOB = { kind: 'transient', jobs: 1 } as const;

/** What `submit` throws, and how many jobs the service has then started: it cannot tell the two kinds apart. */
const DOUBTS: Partial<Record<FaultName, { readonly kind: ProviderErrorKind; readonly jobs: 0 | 1 }>> = {
  'drop-before-create': DOUBT,
  'hang-before-create': DOUBT,
  '408-before-create': DOUBT,
  '409-before-create': DOUBT,
  '500-before-create': DOUBT,
  '502-before-create': DOUBT,
  '503-before-create': DOUBT,
  '504-before-create': DOUBT,
  'submit-redirect': DOUBT,
  'drop-after-create': DOUBT_AND_JOB,
  'hang-after-create': DOUBT_AND_JOB,
  '408-after-create': DOUBT_AND_JOB,
  '409-after-create': DOUBT_AND_JOB,
  '500-after-create': DOUBT_AND_JOB,
  '502-after-create': DOUBT_AND_JOB,
  '503-after-create': DOUBT_AND_JOB,
  '504-after-create': DOUBT_AND_JOB,
  'drip-after-create': DOUBT_AND_JOB,
  'slow-answer': DOUBT_AND_JOB,
  'malformed-after-create': { kind: 'malformed', jobs: 1 },
  'html-after-create': { kind: 'malformed', jobs: 1 },
  'empty-after-create': { kind: 'malformed', jobs: 1 },
  'no-id-after-create': { kind: 'malformed', jobs: 1 },
  'endless-after-create': { kind: 'too-large', jobs: 1 },
};

/** How a refusal is understood; no job was started. */
const REFUSALS: Partial<Record<FaultName, FailureKind>> = {
  'refuse-400': 'invalid-input',
  'refuse-401': 'auth',
  'refuse-402': 'balance',
  'refuse-403': 'balance',
  'refuse-404': 'invalid-input',
  'refuse-405': 'invalid-input',
  'refuse-413': 'invalid-input',
  'refuse-415': 'invalid-input',
  'refuse-422': 'invalid-input',
  'refuse-429': 'quota',
  'refuse-429-retry-after': 'quota',
  'refuse-moderation': 'moderation',
  'refuse-code': 'transient',
  'echo-key': 'auth',
};

/** AI/ML API names the job in a header too, so these are no doubts there. */
const NAMED_IN_HEADER: readonly FaultName[] = ['malformed-after-create', 'empty-after-create'];

const FAILURES: Partial<Record<FaultName, FailureKind>> = {
  moderation: 'moderation',
  'moderation-charged': 'moderation',
  'job-failed': 'transient',
  'job-failed-charged': 'transient',
  'opaque-error': 'invalid-input',
  'reference-unreachable': 'invalid-input',
};

const POLL_PROBLEMS: Partial<Record<FaultName, ProviderErrorKind>> = {
  'poll-drop': 'transient',
  'poll-hang': 'transient',
  'poll-400': 'not-found',
  'poll-401': 'auth',
  'poll-403': 'auth',
  'poll-404': 'not-found',
  'poll-408': 'transient',
  'poll-409': 'transient',
  'poll-429': 'quota',
  'poll-429-retry-after': 'quota',
  'poll-500': 'transient',
  'poll-502': 'transient',
  'poll-503': 'transient',
  'poll-504': 'transient',
  'poll-malformed': 'malformed',
  'poll-html': 'malformed',
  'poll-empty': 'malformed',
  'poll-endless': 'too-large',
  'poll-drip': 'transient',
  'done-without-footage': 'malformed',
};

const DOWNLOAD_PROBLEMS: Partial<Record<FaultName, ProviderErrorKind>> = {
  'link-expired': 'expired',
  'link-expired-once': 'expired',
  'download-404': 'expired',
  'download-drop': 'transient',
  'download-hang': 'transient',
  'download-429': 'quota',
  'download-500': 'transient',
  'download-503': 'transient',
  'download-truncated': 'transient',
  'download-redirect-private': 'not-allowed',
  'download-redirect-file': 'not-allowed',
  'download-redirect-loop': 'transient',
  'download-huge': 'too-large',
  'download-drip': 'transient',
};

test.concurrent.each(casesOf('submit'))('$provider: $fault at a submission', async ({ provider, fault }) => {
  await using simulator = await simulate(provider, fault);
  const result = await settled(submit(simulator));
  const jobs = simulator.account().jobs;
  const doubt = provider === 'aimlapi' && NAMED_IN_HEADER.includes(fault) ? undefined : DOUBTS[fault];
  const kind = REFUSALS[fault];
  if (doubt !== undefined) {
    expectProblem(result, doubt.kind);
    expect(jobs).toHaveLength(doubt.jobs);
  } else if (kind !== undefined) {
    expect(result).toEqual({
      status: 'refused',
      failure: { kind, message: expect.stringMatching(/./) },
      ...(fault === 'refuse-429-retry-after' ? { retryAfterMs: 1000 } : {}),
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
    const { client, operation } = await startJob(simulator);
    const result = await settled(client.poll(operation));
    const kind = FAILURES[fault];
    const problem = POLL_PROBLEMS[fault];
    if (problem !== undefined) {
      expectProblem(result, problem);
      const waitMs = fault === 'poll-429-retry-after' ? 1000 : undefined;
      expect(result).toMatchObject({ retryAfterMs: waitMs });
    } else if (kind !== undefined) {
      // ShortAPI tells whether it gave the money back; AI/ML API documents that it never takes any.
      const isKept = provider === 'shortapi' && fault.endsWith('-charged');
      expect(result).toEqual({
        status: 'failed',
        failure: { kind, message: expect.stringMatching(/./) },
        ...(isKept ? {} : { charged: 0 }),
      });
    } else if (fault === 'status-unknown' && provider === 'shortapi') {
      expect(result).toMatchObject({ status: 'failed', failure: { kind: 'unknown' } });
      expect(result).not.toHaveProperty('charged');
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
  const result = await settled(readAll(client.download(footage)));
  // What is fetched whole but is no footage, or not all of it, is for whoever looks into it.
  if (problem === undefined) expect(result).toBeInstanceOf(Uint8Array);
  else expectProblem(result, problem);
  expect(String(result)).not.toContain('Signature');
});

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
  const done = () =>
    simulator.account().jobs.every(({ state }) => state === 'completed' || state === 'failed');
  for (let turn = 0; turn < 20 && !done(); turn += 1) await sleep(10);
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
    jobSeconds: 0.02,
    faults: { [fault]: 1 },
  });
}

function clientOf({ provider, origin, key }: Simulator): VideoProvider {
  const readFile = () => Promise.reject(new Error('No reference of these tests is a file.'));
  return PROVIDERS[provider]({ key, origin, readFile, limits: LIMITS });
}

function submit(simulator: Simulator): Promise<Submitted> {
  const submissionId = crypto.randomUUID();
  return clientOf(simulator).submit(paidSubmission(simulator.provider), { submissionId });
}
