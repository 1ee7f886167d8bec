import { setTimeout as sleep } from 'node:timers/promises';
import type { CallOptions, Json, ProviderSpec, Submission, VideoProvider } from '@storyboard/core';
import { makeClip } from './make-clip.ts';
import { HOUSE } from './test-catalogue.ts';

/** A provider that does what the words of a prompt say, with what it was asked to do. */
export type TestProvider = VideoProvider & {
  /** Prompts in the order in which they were submitted. */
  readonly submitted: Submission[];
  /** The most jobs that ran at once. */
  readonly mostAtOnce: () => number;
};

/**
 * Makes a real clip of the length asked for, unless the prompt has one of these words: `fails` (the job fails), `throws`
 * (submitting throws), `slow` (each answer takes a tenth of a second), `pending` (three polls), `hangs` (no answer until
 * stopped), `deaf` (no answer ever), `stalls` (the download stops half-way for ever), `text` (no video), `empty` (no bytes), `short` (a clip
 * of a quarter of the length). A colour word colours the clip.
 */
export function createTestProvider(spec: ProviderSpec = HOUSE): TestProvider {
  const submitted: Submission[] = [];
  const polls = new Map<string, number>();
  let running = 0;
  let most = 0;
  return {
    contract: 1,
    spec,
    submitted,
    mostAtOnce: () => most,
    async submit(submission, { signal }) {
      submitted.push(submission);
      running += 1;
      most = Math.max(most, running);
      const { prompt } = submission.request;
      if (prompt.includes('throws')) {
        running -= 1;
        throw new Error(`The line broke\u001b[2J\nwhile it was sent.`);
      }
      if (prompt.includes('deaf')) await new Promise(() => {});
      if (prompt.includes('hangs')) await untilStopped(signal);
      if (prompt.includes('slow')) await sleep(100);
      const job = String(submitted.length);
      return { status: 'accepted', operation: { job, prompt, duration: submission.request.duration } };
    },
    async poll(operation) {
      const { job: id, prompt } = operation as { job: string; prompt: string };
      const asked = (polls.get(id) ?? 0) + 1;
      polls.set(id, asked);
      if (prompt.includes('pending') && asked < 3) return { status: 'pending' };
      if (prompt.includes('fails')) {
        running -= 1;
        return { status: 'failed', failure: { kind: 'moderation', message: 'This was not allowed.' } };
      }
      return { status: 'succeeded', footage: operation };
    },
    async *download(footage: Json, options: CallOptions & { onProgress?: (fraction: number) => void } = {}) {
      const { prompt, duration } = footage as { prompt: string; duration: number };
      try {
        const bytes = await footageFor(prompt, duration);
        const half = Math.ceil(bytes.length / 2);
        options.onProgress?.(0.5);
        yield bytes.subarray(0, half);
        if (prompt.includes('stalls')) await new Promise(() => {});
        yield bytes.subarray(half);
        options.onProgress?.(1);
      } finally {
        running -= 1;
      }
    },
  };
}

async function footageFor(prompt: string, duration: number): Promise<Uint8Array> {
  if (prompt.includes('text')) return new TextEncoder().encode('<html>This is no video.</html>'.repeat(50));
  if (prompt.includes('empty')) return new Uint8Array();
  const colour = ['red', 'green', 'blue', 'yellow'].find((name) => prompt.includes(name));
  return makeClip(prompt.includes('short') ? duration / 4 : duration, colour);
}

function untilStopped(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
