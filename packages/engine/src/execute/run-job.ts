import { randomUUID } from 'node:crypto';
import {
  clipFrames,
  type Digest,
  type Failure,
  type Footage,
  isStoryboardError,
  labelDigest,
  type Operation,
  type OperationStatus,
  type Outcome,
  type PlannedTake,
  type Route,
  type StoryboardErrorCode,
  type Submission,
  type VideoProvider,
} from '@storyboard/core';
import { interruption, untilAborted } from '../abort.ts';
import { storeArtifact } from '../artifacts/artifact-store.ts';
import { sha256 } from '../plan/sha256.ts';
import { recordTake } from '../takes/held-takes.ts';
import { checkFootage } from './check-footage.ts';
import { cleanMessage } from './clean-message.ts';
import type { Execution } from './execution.ts';
import { pollDelayMs } from './poll-delay.ts';
import { readyReferences } from './ready-references.ts';

/** One take that is to be made, and where. */
export type Job = {
  readonly take: PlannedTake;
  readonly route: Route;
  readonly provider: VideoProvider;
  /** Of a job that runs already. */
  readonly operation: Operation | undefined;
  /** The footage that it goes on from; absent for a shot that continues none. */
  readonly continued: Digest | undefined;
};

/** Errors that every further job would run into as well. */
const ENDS_RUN: ReadonlySet<StoryboardErrorCode> = new Set([
  'ffmpeg-not-found',
  'interrupted',
  'key-missing',
  'store-unusable',
]);

/**
 * Makes one take: submits, waits, fetches the footage into the store, looks whether it is what was asked for, remembers it.
 *
 * @throws StoryboardError only where the run cannot go on; whatever else goes wrong is a failed outcome
 */
export async function runJob(execution: Execution, job: Job): Promise<Outcome> {
  const { take, route, provider } = job;
  const base = { id: take.id, shot: take.shot, take: take.take, provider: provider.spec.id };
  try {
    const submission = await submissionOf(execution, job);
    const status = await waitForFootage(execution, job, submission);
    if (status.status === 'failed') return { ...base, status: 'failed', failure: tidy(status.failure) };
    const artifact = await keepFootage(execution, job, submission, status.footage);
    const cost = take.action === 'generate' ? route.cost : undefined;
    return { ...base, status: 'succeeded', artifact, fingerprint: route.fingerprint, reused: false, cost };
  } catch (error) {
    if (execution.signal.aborted) throw interruption(execution.signal);
    if (isStoryboardError(error) && ENDS_RUN.has(error.code)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return { ...base, status: 'failed', failure: tidy({ kind: 'unknown', message }) };
  }
}

async function submissionOf(execution: Execution, { take, route, continued }: Job): Promise<Submission> {
  const { storyboard, labels } = execution;
  const label = labels.get(take.shot);
  const shot = storyboard.shots.find(({ id }) => id === take.shot);
  if (label === undefined || shot === undefined) throw new RangeError(`The plan has no shot ${take.shot}.`);
  const { size, frameRate } = storyboard.output;
  return {
    request: route.request,
    references: await readyReferences(execution, route.request.references, continued),
    label,
    target: { size, frameRate, frames: clipFrames(shot, frameRate) },
  };
}

/** Between two questions it sleeps, longer each time. */
async function waitForFootage(
  { clock, signal }: Execution,
  { provider, operation }: Job,
  submission: Submission,
): Promise<Exclude<OperationStatus, { readonly status: 'pending' }>> {
  const submissionId = randomUUID();
  const answer =
    operation === undefined
      ? await untilAborted(provider.submit(submission, { signal, submissionId }), signal)
      : ({ status: 'accepted', operation } as const);
  if (answer.status === 'refused') return { status: 'failed', failure: answer.failure };
  const started = answer.operation;
  for (let polls = 1; ; polls += 1) {
    const status = await untilAborted(provider.poll(started, { signal }), signal);
    if (status.status !== 'pending') return status;
    await untilAborted(clock.sleep(pollDelayMs(polls), { signal }), signal);
  }
}

async function keepFootage(
  execution: Execution,
  { take, route, provider }: Job,
  submission: Submission,
  footage: Footage,
): Promise<Digest> {
  const { store, signal, clock } = execution;
  const { request, label, target } = submission;
  const onProgress = progressOf(take.id, execution);
  const bytes = provider.download(footage, { signal, onProgress });
  const accept = (file: string) => checkFootage(file, request.duration);
  const stored = await storeArtifact(store, bytes, { accept, signal });
  await recordTake(store, {
    ...stored,
    fingerprint: route.fingerprint,
    provider: route.provider,
    model: route.model,
    drawnAs: provider.spec.local ? labelDigest(label, target, sha256) : undefined,
    made: new Date(clock.now()).toISOString(),
  });
  return stored.artifact;
}

/** Tells progress forward only, and in steps that can be seen. */
function progressOf(id: string, { onEvent, signal }: Execution): (fraction: number) => void {
  let told = 0;
  return (fraction) => {
    if (signal.aborted || !(fraction >= told + SMALLEST_STEP || (fraction >= 1 && told < 1))) return;
    told = Math.min(1, fraction);
    onEvent({ type: 'job-progress', id, fraction: told });
  };
}

const SMALLEST_STEP = 0.01;

function tidy({ kind, message }: Failure): Failure {
  return { kind, message: cleanMessage(message) };
}
