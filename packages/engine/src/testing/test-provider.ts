import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CallOptions,
  type Failure,
  type Footage,
  ProviderError,
  type ProviderSpec,
  type Submission,
  type Submitted,
  type VideoProvider,
} from '@storyboard/core';
import { makeClip } from './make-clip.ts';
import { HOUSE } from './test-catalogue.ts';
import { chargeOf, createTestService, type TestJob, type TestService } from './test-service.ts';

/** A provider that does what the words of a prompt say, with what it was asked to do. */
export type TestProvider = VideoProvider & {
  /** In the order in which they were submitted. */
  readonly submitted: Submission[];
  readonly service: TestService;
  /** The most jobs that ran at once. */
  readonly mostAtOnce: () => number;
};

/** Words with which a submission is refused: always, or so often. */
const REFUSALS: readonly {
  readonly word: string;
  readonly failure: Failure;
  readonly times: number;
}[] = [
  { word: 'refused', failure: { kind: 'moderation', message: 'Not that.' }, times: Number.POSITIVE_INFINITY },
  { word: 'invalid', failure: { kind: 'invalid-input', message: 'No.' }, times: Number.POSITIVE_INFINITY },
  { word: 'locked', failure: { kind: 'auth', message: 'Wrong key.' }, times: Number.POSITIVE_INFINITY },
  { word: 'broke', failure: { kind: 'balance', message: 'No money left.' }, times: Number.POSITIVE_INFINITY },
  { word: 'down', failure: { kind: 'transient', message: 'Closed.' }, times: Number.POSITIVE_INFINITY },
  { word: 'busy', failure: { kind: 'transient', message: 'Later.' }, times: 1 },
  { word: 'crowded', failure: { kind: 'quota', message: 'Too many.' }, times: 1 },
];

/**
 * Makes a real clip of the length asked for, unless the prompt has one of these words, or one of those with which it
 * refuses:
 *
 * - while it is submitted: `throws` (nothing is known to the service), `doubts` (the job runs, the answer is lost; it can be
 *   found again), `slow` (a tenth of a second), `hangs` (no answer until stopped), `deaf` (no answer ever);
 * - while it runs: `fails`, `refunds` (fails, and costs nothing), `charges` (says what it takes), `pending` (three polls),
 *   `forever`, `forgotten` (the service does not know it), `flaky` (the first question gets no answer), `private` (the key
 *   is not accepted any more);
 * - while it is fetched: `stalls` (stops half-way for ever), `breaks` (the first time half-way), `expires` (the first address
 *   is too old), `gone` (every address is), `text` (no video), `empty` (no bytes), `short` (a quarter of the length).
 *
 * A colour word colours the clip.
 */
export function createTestProvider(
  spec: ProviderSpec = HOUSE,
  service: TestService = createTestService(),
): TestProvider {
  const submitted: Submission[] = [];
  return {
    contract: 1,
    spec,
    submitted,
    service,
    mostAtOnce: service.mostAtOnce,
    async submit(submission, { signal, submissionId }): Promise<Submitted> {
      submitted.push(submission);
      const { prompt, duration } = submission.request;
      const tries = (service.tries.get(prompt) ?? 0) + 1;
      service.tries.set(prompt, tries);
      const refusal = REFUSALS.find(({ word, times }) => prompt.includes(word) && tries <= times);
      if (refusal !== undefined) return { status: 'refused', failure: refusal.failure };
      if (prompt.includes('throws')) throw new Error(`The line broke\u001b[2J\nwhile it was sent.`);
      const job = service.start(submissionId, prompt, duration);
      if (prompt.includes('doubts')) throw new Error('The line broke after it was sent.');
      if (prompt.includes('deaf')) await new Promise(() => {});
      if (prompt.includes('hangs')) await untilStopped(signal);
      if (prompt.includes('slow')) await sleep(100);
      const charged = prompt.includes('charges') ? { charged: chargeOf(job) } : {};
      return { status: 'accepted', operation: { job: job.job }, ...charged };
    },
    async poll(operation) {
      const job = service.jobs.get(operation.job);
      if (job === undefined || job.prompt.includes('forgotten')) {
        throw new ProviderError('not-found', 'There is no such job.');
      }
      job.polls += 1;
      return statusOf(job);
    },
    async *download(footage, options: CallOptions & { onProgress?: (fraction: number) => void } = {}) {
      const job = service.jobs.get((footage as { job: string }).job);
      if (job === undefined) throw new ProviderError('expired', 'It is not there any more.');
      job.downloads += 1;
      if (job.prompt.includes('gone') || (job.prompt.includes('expires') && job.downloads === 1)) {
        throw new ProviderError('expired', 'It is not there any more.');
      }
      const bytes = await footageFor(job.prompt, job.duration);
      const half = Math.ceil(bytes.length / 2);
      options.onProgress?.(0.5);
      yield bytes.subarray(0, half);
      if (job.prompt.includes('stalls')) await new Promise(() => {});
      if (job.prompt.includes('breaks') && job.downloads === 1) {
        throw new ProviderError('transient', 'The line broke half-way.');
      }
      yield bytes.subarray(half);
      options.onProgress?.(1);
    },
    async recover(submissionId) {
      const job = [...service.jobs.values()].find((one) => one.submissionId === submissionId);
      return job === undefined ? undefined : { job: job.job };
    },
  };
}

function statusOf(job: TestJob): Awaited<ReturnType<VideoProvider['poll']>> {
  const { prompt, polls } = job;
  if (prompt.includes('private')) throw new ProviderError('auth', 'Wrong key.');
  if (prompt.includes('flaky') && polls === 1) throw new ProviderError('transient', 'Try again.');
  if (prompt.includes('forever') || (prompt.includes('pending') && polls < 3)) return { status: 'pending' };
  job.running = false;
  if (prompt.includes('fails') || prompt.includes('refunds')) {
    const failure = { kind: 'moderation', message: 'This was not allowed.' } as const;
    return {
      status: 'failed',
      failure,
      ...(prompt.includes('refunds') ? { charged: chargeOf({ duration: 0 }) } : {}),
    };
  }
  const footage: Footage = { job: job.job };
  return { status: 'succeeded', footage, ...(prompt.includes('charges') ? { charged: chargeOf(job) } : {}) };
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
