import type { Submission } from '@storyboard/core';
import { frameRate, framesToSeconds } from '@storyboard/core/units';
import { expect, test } from 'vitest';
import { makeClip } from '../example/make-clip.ts';
import { describeProvider } from '../testing/describe-provider.ts';
import type { ProviderHarness } from '../testing/provider-harness.ts';
import { readAll, submitOnce } from '../testing/run-job.ts';
import { createAnimaticProvider, type DrawFootage } from './animatic-provider.ts';

const ffmpeg = process.env['STORYBOARD_FFMPEG'] ?? 'ffmpeg';

describeProvider('animatic', createHarness);

test('a submission reaches the drawing whole, and is drawn when it is downloaded, not before', async () => {
  const drawn: Submission[] = [];
  const provider = createAnimaticProvider({
    async *draw(submission) {
      drawn.push(submission);
      yield Buffer.from(submission.label.shot);
    },
  });
  const operation = await submitOnce(provider, submissionOf(2));
  const status = await provider.poll(operation);
  expect(drawn).toEqual([]);
  expect(status).toEqual({ status: 'succeeded', footage: operation });
  expect(Buffer.from(await readAll(provider.download(operation))).toString()).toBe('meet');
  expect(drawn).toEqual([submissionOf(2)]);
});

test('a job that another version wrote down is expired, and is not drawn', async () => {
  const provider = createAnimaticProvider({
    draw: () => {
      throw new Error('It was drawn.');
    },
  });
  const message = 'This job was written down by another version of storyboard; it can be drawn again.';
  for (const operation of [
    { job: 'drawn', format: 2, submission: {} },
    { job: 'drawn', submission: {} },
    { job: 'drawn', format: 1 },
    { job: 'one' },
  ]) {
    expect(await provider.poll(operation)).toEqual({
      status: 'failed',
      failure: { kind: 'expired', message },
    });
    await expect(readAll(provider.download(operation))).rejects.toThrow(message);
  }
});

test('what goes wrong in the drawing is told as it is', async () => {
  const broken = new Error('No font for this text.');
  const provider = createAnimaticProvider({
    // biome-ignore lint/correctness/useYield: a drawing that fails yields nothing.
    async *draw() {
      throw broken;
    },
  });
  const operation = await submitOnce(provider, submissionOf(1));
  const { signal } = new AbortController();
  await expect(readAll(provider.download(operation, { signal }))).rejects.toBe(broken);
});

test('a reader that stops early lets the drawing clean up', async () => {
  let cleaned = false;
  const provider = createAnimaticProvider({
    async *draw() {
      try {
        yield Buffer.from('one');
        yield Buffer.from('two');
      } finally {
        cleaned = true;
      }
    },
  });
  const operation = await submitOnce(provider, submissionOf(1));
  for await (const piece of provider.download(operation)) {
    expect(Buffer.from(piece).toString()).toBe('one');
    break;
  }
  expect(cleaned).toBe(true);
});

/** Draws real clips. A held drawing is one of ten minutes, which only the abort ends in time. */
async function createHarness(): Promise<ProviderHarness> {
  let held = false;
  const draw: DrawFootage = async function* ({ target }, { signal, onProgress }) {
    const seconds = held ? 600 : framesToSeconds(target.frames, target.frameRate);
    held = false;
    onProgress?.(0);
    const clip = await makeClip({ seconds, ffmpeg, signal });
    yield clip.subarray(0, 1000);
    onProgress?.(0.5);
    yield clip.subarray(1000);
    onProgress?.(1);
  };
  return {
    createProvider: () => createAnimaticProvider({ draw }),
    submissionOf,
    hold: {
      download: () => {
        held = true;
      },
    },
    async [Symbol.asyncDispose]() {},
  };
}

function submissionOf(duration: number): Submission {
  const raccoon = { name: 'raccoon', kind: 'image', description: 'A raccoon.' } as const;
  const reference = {
    ...raccoon,
    type: 'file',
    path: 'refs/raccoon.png',
    digest: 'ab',
    sizeBytes: 4,
  } as const;
  return {
    request: {
      provider: 'animatic',
      model: 'animatic',
      prompt: '@Image1 sniffs at the frame. 浣熊 🦝',
      negativePrompt: undefined,
      references: [reference],
      duration,
      resolution: '720p',
      aspect: '16:9',
      audio: false,
      shotType: undefined,
      seed: 0,
      options: { prompt_extend: true, nested: { list: [1, null] } },
    },
    references: [{ ...reference, file: '/project/refs/raccoon.png' }],
    label: { shot: 'meet', prompt: '@raccoon sniffs.', caption: undefined, cost: '$0.43', model: 'Wan 2.6' },
    target: {
      size: { width: 1280, height: 720 },
      frameRate: frameRate(24),
      frames: Math.round(duration * 24),
    },
  };
}
