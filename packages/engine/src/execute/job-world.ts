import type { Cost, Operation, Submission, Submitted, VideoProvider } from '@storyboard/core';
import { interruption, withinDeadline } from '../abort.ts';
import type { JobIntent, JobWorld } from '../jobs/live-job.ts';
import type { LedgerJob, StepResult } from '../ledger/ledger.ts';
import { cleanMessage } from './clean-message.ts';
import { messageOf } from './ends-run.ts';
import type { Run } from './execution.ts';
import { fetchFootage } from './fetch-footage.ts';
import type { Slot } from './lane.ts';
import { pollDelayMs } from './poll-schedule.ts';
import { progressOf } from './progress-of.ts';
import { watchJob } from './watch-job.ts';

/** One job as a run knows it. */
export type RunJob = {
  /** Of the take that it makes, for events. */
  readonly id: string;
  readonly job: Pick<LedgerJob, 'job' | 'at' | 'model' | 'request'>;
  readonly provider: VideoProvider;
  readonly slot: Slot;
  /** Of a job that this run claimed: what it sends, and its price. */
  readonly sends: { readonly submission: Submission; readonly cost: Cost } | undefined;
};

/** The world of one job: its provider, the store, the clock, and who listens. */
export function jobWorld(run: Run, runJob: RunJob): JobWorld {
  const { clock, ledger, onEvent, policy, signal } = run;
  const { id, job, provider, slot, sends } = runJob;
  const { spec } = provider;
  const { duration } = job.request;
  // Clocks jump; nothing was submitted in the future, nor at no time.
  const elapsedMs = () => Math.max(0, clock.now() - Date.parse(job.at)) || 0;
  const durations = ledger.durations(spec.id, job.model);
  const onRetry = (reason: string, afterMs: number) => {
    if (!signal.aborted) onEvent({ type: 'job-retry', id, provider: spec.id, reason, afterMs });
  };
  let watch: ReturnType<typeof watchJob> | undefined;
  return {
    live: run.live,
    intend: () => Promise.reject(new RangeError(`The job ${job.job} was never claimed.`)),
    send: async (intent) => {
      const answer = await send(run, runJob, intent);
      if (answer.status === 'accepted') slot.taken();
      if (answer.status === 'unknown') slot.doubtful();
      if (answer.status === 'refused' && answer.failure.kind === 'quota') {
        slot.tooMuch(answer.failure, answer.retryAfterMs);
      }
      return answer;
    },
    recoverAfterMs: () => waits(provider.recover === undefined ? [] : policy.recoverAtMs, elapsedMs()),
    lookFor: (intent) => lookFor(run, provider, intent),
    accepted: ({ job: name }: Operation, charged) => {
      if (sends === undefined) return;
      const { cost } = sends;
      const told = charged === undefined ? {} : { charged };
      onEvent({ type: 'job-submitted', id, provider: spec.id, job: name, cost, ...told });
    },
    firstAskMs: () => (sends === undefined ? 0 : pollDelayMs(elapsedMs(), policy.firstAskMs, durations)),
    ask: (operation) => {
      watch ??= watchJob(run, { provider, elapsedMs, durations, onRetry });
      return watch(operation);
    },
    ended: () => slot.end(),
    fetch: (operation, footage) =>
      fetchFootage(run, { provider, operation, footage, duration, onRetry, onProgress: progressOf(id, run) }),
  };
}

/** The one paid request. Whatever is not a certain answer leaves the job in doubt. */
async function send(
  run: Run,
  { provider, sends }: RunJob,
  { submissionId }: JobIntent,
): Promise<StepResult['submit']> {
  const { policy, sendingSignal, signal } = run;
  if (signal.aborted || sends === undefined) return NOT_SENT;
  const { title } = provider.spec;
  const late = () => new Error(`${title} gave no answer in time`);
  try {
    return tidy(
      await withinDeadline(policy.submitDeadlineMs, sendingSignal, late, (either) =>
        provider.submit(sends.submission, { signal: either, submissionId }),
      ),
    );
  } catch (error) {
    const reason = sendingSignal.aborted
      ? `the run was stopped before ${title} answered`
      : cleanMessage(messageOf(error));
    return { status: 'unknown', reason };
  }
}

const NOT_SENT: StepResult['submit'] = {
  status: 'refused',
  failure: { kind: 'transient', message: 'The run was stopped before it was sent.' },
};

/** Only what is known of an answer, so that nothing else of it is written down. */
function tidy(answer: Submitted): StepResult['submit'] {
  if (answer.status === 'accepted') {
    const { operation, charged } = answer;
    return { status: 'accepted', operation, ...(charged === undefined ? {} : { charged }) };
  }
  const { kind, message } = answer.failure;
  const { retryAfterMs } = answer;
  const failure = { kind, message: cleanMessage(message) };
  return { status: 'refused', failure, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** The instants of a list as waits, one after the other; of those that are over, one search stands for all. */
function waits(instants: readonly number[], elapsedMs: number): readonly number[] {
  const ahead = instants.filter((instant) => instant > elapsedMs);
  const all = ahead.length === instants.length && instants.length > 0 ? ahead : [elapsedMs, ...ahead];
  return all.map((instant, index) => instant - (index === 0 ? elapsedMs : (all[index - 1] ?? 0)));
}

/** Finding nothing proves nothing, and neither does an error. */
async function lookFor(
  { policy, signal }: Run,
  provider: VideoProvider,
  { submissionId, at }: JobIntent,
): Promise<StepResult['recover'] | undefined> {
  if (provider.recover === undefined) return undefined;
  const { recover } = provider;
  const late = () => new Error('no answer');
  try {
    const operation = await withinDeadline(policy.askDeadlineMs, signal, late, (either) =>
      recover.call(provider, submissionId, at, { signal: either }),
    );
    return operation === undefined ? undefined : { operation };
  } catch {
    if (signal.aborted) throw interruption(signal);
    return undefined;
  }
}
