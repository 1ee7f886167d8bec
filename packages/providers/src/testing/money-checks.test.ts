import { type MicroUsd, ProviderError, type VideoProvider } from '@storyboard/core';
import { expect, test } from 'vitest';
import { brokenPromises, createChangedLoom, LOST_ANSWER, WRONG_KEY } from '../example/changed-loom.ts';

const ffmpeg = process.env['STORYBOARD_FFMPEG'] ?? 'ffmpeg';

/** Of what a stranger's provider may do wrong with money and keys, each with the checks that must notice it. */
test.each<[string, (loom: VideoProvider, key: string) => Partial<VideoProvider>, readonly string[]]>([
  [
    'submits again where the answer was lost',
    (loom) => ({
      submit: (submission, options) =>
        loom.submit(submission, options).catch(() => loom.submit(submission, options)),
    }),
    [LOST_ANSWER],
  ],
  [
    'calls a lost answer a refusal',
    (loom) => ({
      submit: (submission, options) =>
        loom.submit(submission, options).catch((thrown: unknown) => {
          options.signal?.throwIfAborted();
          return { status: 'refused', failure: { kind: 'transient', message: String(thrown) } };
        }),
    }),
    [LOST_ANSWER],
  ],
  [
    'ends a lost answer with an error of any kind',
    (loom) => ({
      submit: (submission, options) =>
        loom.submit(submission, options).catch((cause: unknown) => {
          options.signal?.throwIfAborted();
          throw new Error('It did not work.', { cause });
        }),
    }),
    [LOST_ANSWER],
  ],
  ['recovers whatever is there', () => ({ recover: async () => ({ job: '0' }) }), [LOST_ANSWER]],
  ['recovers nothing', () => ({ recover: async () => undefined }), [LOST_ANSWER]],
  [
    'leaves a wrong key in doubt',
    (loom) => ({
      submit: async (submission, options) => {
        const answer = await loom.submit(submission, options);
        if (answer.status === 'refused') throw new ProviderError('auth', answer.failure.message);
        return answer;
      },
    }),
    [WRONG_KEY],
  ],
  [
    'repeats the key in its words',
    (loom, key) => ({
      submit: async (submission, options) => {
        const answer = await loom.submit(submission, options);
        if (answer.status === 'accepted') return answer;
        return { status: 'refused', failure: { kind: answer.failure.kind, message: `Not ${key}.` } };
      },
    }),
    [WRONG_KEY],
  ],
  [
    'throws what is no ProviderError',
    (loom) => ({
      poll: (operation, options) =>
        loom.poll(operation, options).catch((cause: unknown) => {
          options?.signal?.throwIfAborted();
          throw new Error('It did not work.', { cause });
        }),
    }),
    [WRONG_KEY],
  ],
  [
    'tells money in dollars',
    (loom) => ({
      submit: async (submission, options) => {
        const answer = await loom.submit(submission, options);
        return answer.status === 'refused' ? answer : { ...answer, charged: 0.04 as MicroUsd };
      },
    }),
    ['money is told in whole micro-dollars'],
  ],
  [
    'writes its key down',
    (loom, key) => ({
      submit: async (submission, options) => {
        const answer = await loom.submit(submission, options);
        return answer.status === 'refused' ? answer : { ...answer, operation: { ...answer.operation, key } };
      },
    }),
    ['no key is in what is written down'],
  ],
])('a provider that %s is noticed', async (_, change, noticed) => {
  expect(await brokenPromises(() => createChangedLoom(change, ffmpeg))).toEqual(noticed);
});
