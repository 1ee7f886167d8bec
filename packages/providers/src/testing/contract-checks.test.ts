import type { Operation, VideoProvider } from '@storyboard/core';
import { expect, test } from 'vitest';
import { brokenPromises, createChangedLoom, LOST_ANSWER, WRONG_KEY } from '../example/changed-loom.ts';
import { submissionOf } from '../example/loom-harness.ts';
import { readAll } from './run-job.ts';

const ffmpeg = process.env['STORYBOARD_FFMPEG'] ?? 'ffmpeg';

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
    (loom) => ({
      async *download(footage, options) {
        options?.signal?.throwIfAborted();
        await loom.submit(submissionOf('Again.', 1), { submissionId: 'again' });
        yield* loom.download(footage, options);
      },
    }),
    ['a submission starts one job, and nothing else starts any'],
  ],
  [
    'keeps its jobs in memory only',
    (loom) => {
      const operations: Operation[] = [];
      return {
        submit: async (submission, options) => {
          const answer = await loom.submit(submission, options);
          if (answer.status === 'refused') return answer;
          return { ...answer, operation: { job: `${operations.push(answer.operation) - 1}!` } };
        },
        poll: (operation, options) =>
          loom.poll(operations[Number.parseInt(operation.job, 10)] ?? { job: 'none' }, options),
      };
    },
    [
      LOST_ANSWER,
      'another process can go on from what was written down',
      'a finished job stays finished',
      'a failed job says why',
    ],
  ],
  [
    'hands out an operation that JSON cannot hold',
    (loom) => ({
      submit: async (submission, options) => {
        const answer = await loom.submit(submission, options);
        if (answer.status === 'refused') return answer;
        return { ...answer, operation: { ...answer.operation, ...({ started: undefined } as object) } };
      },
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
    [WRONG_KEY, 'nothing is called once the signal is aborted', 'an abort ends a call that waits'],
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
  expect(await brokenPromises(() => createChangedLoom(change, ffmpeg))).toEqual(noticed);
});

test('a provider that keeps every promise is left in peace', async () => {
  expect(await brokenPromises(() => createChangedLoom(() => ({}), ffmpeg))).toEqual([]);
});

test('a harness of a service that leaves out what must be seen is noticed', async () => {
  const createBareHarness = async () => {
    const { countJobs, failingSubmission, key, loseAnswer, ...harness } = await createChangedLoom(
      () => ({}),
      ffmpeg,
    );
    return { ...harness, hold: {} };
  };
  expect(await brokenPromises(createBareHarness)).toEqual([
    'a submission starts one job, and nothing else starts any',
    WRONG_KEY,
    LOST_ANSWER,
    'no key is in what is written down',
    'a failed job says why',
    'nothing is called once the signal is aborted',
    'an abort ends a call that waits',
  ]);
});
