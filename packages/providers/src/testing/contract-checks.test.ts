import type { VideoProvider } from '@storyboard/core';
import { expect, test } from 'vitest';
import { createLoomHarness } from '../example/loom-harness.ts';
import { makeClip } from '../example/make-clip.ts';
import { CONTRACT_CHECKS } from './contract-checks.ts';
import type { ProviderHarness } from './provider-harness.ts';
import { readAll } from './run-job.ts';

const ffmpeg = process.env['STORYBOARD_FFMPEG'] ?? 'ffmpeg';
const clips = new Map<number, Promise<Uint8Array>>();

/** Of what a stranger's provider may do wrong, each with the checks that must notice it. */
test.each<[string, (loom: VideoProvider) => Partial<VideoProvider>, readonly string[]]>([
  [
    'submits twice',
    (loom) => ({
      submit: async (submission, options) => {
        await loom.submit(submission, options);
        return loom.submit(submission, options);
      },
    }),
    ['a submission starts one job, and nothing else starts any'],
  ],
  [
    'starts the job anew on every download',
    (loom) => {
      return {
        submit: async (submission, options) => {
          const operation = await loom.submit(submission, options);
          return { operation, submission: JSON.parse(JSON.stringify(submission)) };
        },
        poll: async (operation, options) => {
          const job = operation as unknown as { operation: string; submission: never };
          const status = await loom.poll(job.operation, options);
          return status.status === 'succeeded' ? { status: 'succeeded', footage: operation } : status;
        },
        async *download(footage, options) {
          const job = footage as unknown as { operation: string; submission: never };
          options?.signal?.throwIfAborted();
          await loom.submit(job.submission, { submissionId: 'again' });
          yield* loom.download(job.operation, options);
        },
      };
    },
    ['a submission starts one job, and nothing else starts any'],
  ],
  [
    'keeps its jobs in memory only',
    (loom) => {
      const operations: Parameters<VideoProvider['poll']>[0][] = [];
      return {
        submit: async (submission, options) => operations.push(await loom.submit(submission, options)) - 1,
        poll: (index, options) => loom.poll(operations[Number(index)] ?? null, options),
      };
    },
    [
      'another process can go on from what was written down',
      'a finished job stays finished',
      'a failed job says why',
    ],
  ],
  [
    'hands out an operation that JSON cannot hold',
    (loom) => ({
      submit: async (submission, options) => ({
        ...Object(await loom.submit(submission, options)),
        started: undefined,
      }),
    }),
    ['another process can go on from what was written down'],
  ],
  [
    'counts its polls',
    (loom) => {
      let polls = 0;
      return {
        poll: async (operation, options) => {
          polls += 1;
          const status = await loom.poll(operation, options);
          return status.status === 'succeeded'
            ? { ...status, footage: { ...Object(status.footage), polls } }
            : status;
        },
      };
    },
    ['a finished job stays finished'],
  ],
  [
    'cuts footage short',
    (loom) => ({
      async *download(footage, options) {
        const clip = await readAll(loom.download(footage, options));
        yield clip.subarray(0, clip.length - 100);
        options?.signal?.throwIfAborted();
      },
    }),
    [
      'another process can go on from what was written down',
      'the footage is a whole MP4 of about the length asked for',
      'jobs side by side do not mix',
    ],
  ],
  [
    'always hands out the first footage',
    (loom) => {
      let first: Parameters<VideoProvider['download']>[0] | undefined;
      return {
        download: (footage, options) => {
          first ??= footage;
          return loom.download(first, options);
        },
      };
    },
    ['jobs side by side do not mix'],
  ],
  [
    'tells progress in hundredths',
    (loom) => ({
      download: (footage, options) =>
        loom.download(footage, {
          ...options,
          onProgress: (fraction) => options?.onProgress?.(fraction * 100),
        }),
    }),
    ['progress rises, from 0 to 1'],
  ],
  [
    'tells progress backwards',
    (loom) => ({
      async *download(footage, options) {
        options?.onProgress?.(0.9);
        options?.onProgress?.(0.1);
        yield* loom.download(footage, options);
      },
    }),
    ['progress rises, from 0 to 1'],
  ],
  [
    'passes the service’s words on as they are',
    (loom) => ({
      poll: async (operation, options) => {
        const status = await loom.poll(operation, options);
        return status.status === 'failed'
          ? { status: 'failed', failure: { kind: 'moderation', message: '\u001b[31mNo.' } }
          : status;
      },
    }),
    ['a failed job says why'],
  ],
  [
    'submits without the signal',
    (loom) => ({ submit: (submission, { submissionId }) => loom.submit(submission, { submissionId }) }),
    ['nothing is called once the signal is aborted', 'an abort ends a call that waits'],
  ],
  [
    'polls without the signal',
    (loom) => ({ poll: (operation) => loom.poll(operation) }),
    ['nothing is called once the signal is aborted', 'an abort ends a call that waits'],
  ],
  [
    'downloads without the signal',
    (loom) => ({
      download: (footage, options) => loom.download(footage, { onProgress: (n) => options?.onProgress?.(n) }),
    }),
    [
      'nothing is called once the signal is aborted',
      'an abort ends a call that waits',
      'an abort ends a download between two pieces',
    ],
  ],
  [
    'ends an abort with words of its own',
    (loom) => ({
      poll: (operation, options) =>
        loom.poll(operation, options).catch((cause: unknown) => {
          throw new Error('The poll did not work.', { cause });
        }),
    }),
    ['nothing is called once the signal is aborted', 'an abort ends a call that waits'],
  ],
  [
    'has a spec without a source',
    (loom) => ({
      spec: {
        ...loom.spec,
        models: loom.spec.models.map(({ limitsFrom, ...model }) => model),
      },
    }),
    ['its spec is consistent'],
  ],
  ['calls itself local', (loom) => ({ spec: { ...loom.spec, local: true } }), ['its spec is consistent']],
])('a provider that %s is noticed', async (_, change, noticed) => {
  expect(await brokenPromises(() => createChangedHarness(change))).toEqual(noticed);
});

test('a provider that keeps every promise is left in peace', async () => {
  expect(await brokenPromises(() => createChangedHarness(() => ({})))).toEqual([]);
});

test('a harness of a service that leaves out what must be seen is noticed', async () => {
  const createBareHarness = async () => {
    const { countJobs, failingSubmission, ...harness } = await createChangedHarness(() => ({}));
    return { ...harness, hold: {} };
  };
  expect(await brokenPromises(createBareHarness)).toEqual([
    'a submission starts one job, and nothing else starts any',
    'a failed job says why',
    'nothing is called once the signal is aborted',
    'an abort ends a call that waits',
  ]);
});

async function brokenPromises(createHarness: () => Promise<ProviderHarness>): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const promise of CONTRACT_CHECKS) {
    await using harness = await createHarness();
    await promise.check(harness).catch(() => broken.push(promise.name));
  }
  return broken;
}

async function createChangedHarness(
  change: (loom: VideoProvider) => Partial<VideoProvider>,
): Promise<ProviderHarness> {
  const harness = await createLoomHarness(clipOf);
  return {
    ...harness,
    createProvider: () => {
      const loom = harness.createProvider();
      return { ...loom, ...change(loom) };
    },
  };
}

/** Made once for each length. */
function clipOf(seconds: number): Promise<Uint8Array> {
  const clip = clips.get(seconds) ?? makeClip({ seconds, ffmpeg });
  clips.set(seconds, clip);
  return clip;
}
