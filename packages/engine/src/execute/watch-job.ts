import {
  type Failure,
  isProviderError,
  type MicroUsd,
  type Operation,
  type OperationStatus,
  ProviderError,
  type VideoProvider,
} from '@storyboard/core';
import { interruption, withinDeadline } from '../abort.ts';
import type { Asked } from '../jobs/live-job.ts';
import { cleanMessage } from './clean-message.ts';
import { messageOf } from './ends-run.ts';
import type { Run } from './execution.ts';
import { pollDelayMs } from './poll-schedule.ts';
import { retryDelayMs } from './retry.ts';

/** One job that is waited for. */
export type WatchedJob = {
  readonly provider: VideoProvider;
  /** Milliseconds since it was submitted, at the first question. */
  readonly elapsedMs: () => number;
  /** Seconds that jobs of its model took. */
  readonly durations: readonly number[];
  /** Hears of a question that came to nothing, and when it is asked again. */
  readonly onRetry: (reason: string, afterMs: number) => void;
};

type Watch = Pick<Run, 'clock' | 'policy' | 'polls' | 'random' | 'signal'>;

/**
 * Asks about one job, again and again: what to do after each answer, and after each that does not come. No failure of a
 * question is a failure of the job.
 */
export function watchJob(run: Watch, job: WatchedJob): (operation: Operation) => Promise<Asked> {
  const { clock, policy, random, signal } = run;
  const started = clock.ticks();
  const elapsedBefore = job.elapsedMs();
  let failures = 0;
  let malformed = 0;
  let unknown: { readonly times: number; readonly since: number } | undefined;

  const again = (reason: string, afterMs: number): Asked => {
    job.onRetry(reason, afterMs);
    return { status: 'pending', afterMs };
  };
  const afterError = (error: unknown): Asked => {
    const message = cleanMessage(messageOf(error));
    const kind = isProviderError(error) ? error.kind : 'malformed';
    const retryAfterMs = isProviderError(error) ? error.retryAfterMs : undefined;
    failures += 1;
    if (kind === 'auth') return left({ kind: 'auth', message });
    if (kind === 'not-found') {
      unknown = { times: (unknown?.times ?? 0) + 1, since: unknown?.since ?? clock.ticks() };
      const waited = clock.ticks() - unknown.since;
      if (unknown.times >= policy.notFoundTries && waited >= policy.notFoundMs) {
        return { status: 'ended', end: { status: 'lost', reason: message } };
      }
      return again(message, Math.ceil(policy.notFoundMs / Math.max(1, policy.notFoundTries - 1)));
    }
    malformed = kind === 'malformed' ? malformed + 1 : 0;
    if (malformed >= policy.malformedTries) return left({ kind: 'unknown', message });
    if (clock.ticks() - started >= policy.stallMs) return left({ kind: 'transient', message });
    const afterMs = retryDelayMs(failures, random, retryAfterMs);
    if (kind === 'quota') run.polls.get(job.provider.spec.id)?.pause(afterMs);
    return again(message, afterMs);
  };

  return async (operation) => {
    let status: OperationStatus;
    try {
      status = await askOnce(run, job.provider, operation);
    } catch (error) {
      if (signal.aborted) throw interruption(signal);
      return afterError(error);
    }
    failures = 0;
    malformed = 0;
    unknown = undefined;
    const waited = clock.ticks() - started;
    switch (status.status) {
      case 'pending':
        if (waited >= policy.stallMs) return left(stalled(waited));
        return {
          status: 'pending',
          afterMs: pollDelayMs(elapsedBefore + waited, policy.firstAskMs, job.durations),
        };
      case 'failed': {
        const { kind, message } = status.failure;
        const failure = { kind, message: cleanMessage(message) };
        return { status: 'ended', end: { status: 'failed', failure, ...chargedIn(status) } };
      }
      case 'succeeded':
        return {
          status: 'ended',
          end: { status: 'succeeded', ...chargedIn(status) },
          footage: status.footage,
        };
    }
  };
}

/** One question, when the rate allows it. */
export async function askOnce(
  { policy, polls, signal }: Pick<Run, 'policy' | 'polls' | 'signal'>,
  provider: VideoProvider,
  operation: Operation,
): Promise<OperationStatus> {
  await polls.get(provider.spec.id)?.wait();
  const late = () => new ProviderError('transient', `${provider.spec.title} gave no answer in time.`);
  return withinDeadline(policy.askDeadlineMs, signal, late, (either) =>
    provider.poll(operation, { signal: either }),
  );
}

/** Only what is known of an answer, so that nothing else of it is written down. */
function chargedIn({ charged }: { readonly charged?: MicroUsd }): { readonly charged?: MicroUsd } {
  return charged === undefined ? {} : { charged };
}

function left(failure: Failure): Asked {
  return { status: 'left', failure };
}

function stalled(waitedMs: number): Failure {
  const minutes = Math.round(waitedMs / 60_000);
  const message = `The job is not finished after ${minutes} minutes of waiting; the next render goes on waiting for it.`;
  return { kind: 'transient', message };
}
