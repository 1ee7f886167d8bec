import {
  type Failure,
  labelDigest,
  type Outcome,
  type PlannedTake,
  type Route,
  type Submission,
  type VideoProvider,
} from '@storyboard/core';
import { interruption, untilAborted } from '../abort.ts';
import { storeArtifact } from '../artifacts/artifact-store.ts';
import { sha256 } from '../plan/sha256.ts';
import { checkFootage } from './check-footage.ts';
import { cleanMessage } from './clean-message.ts';
import { endsRun, messageOf } from './ends-run.ts';
import type { EarlierTake, Run } from './execution.ts';
import { progressOf } from './progress-of.ts';
import { submissionOf } from './submission-of.ts';
import { outcomeBase } from './take-outcome.ts';

/** A take that a provider makes on this machine, for nothing. */
export type DrawnTake = {
  readonly take: PlannedTake;
  readonly route: Route;
  readonly provider: VideoProvider;
  readonly earlier: EarlierTake | undefined;
};

/**
 * Draws one take: there is nothing to pay, so nothing is written down before it is there.
 *
 * @throws StoryboardError only where the run cannot go on; whatever else goes wrong is a failed outcome
 */
export async function drawTake(run: Run, drawn: DrawnTake): Promise<Outcome> {
  const { take, route, provider } = drawn;
  const base = { ...outcomeBase(take), provider: provider.spec.id };
  const failed = ({ kind, message }: Failure): Outcome => ({
    ...base,
    status: 'failed',
    failure: { kind, message: cleanMessage(message) },
  });
  try {
    const submission = await submissionOf(run, take.shot, route, drawn.earlier);
    const made = await draw(run, drawn, submission);
    if ('failure' in made) return failed(made.failure);
    const { fingerprint, cost } = route;
    return { ...base, status: 'succeeded', artifact: made.artifact, fingerprint, reused: false, cost };
  } catch (error) {
    if (run.signal.aborted) throw interruption(run.signal);
    if (endsRun(error)) throw error;
    return failed({ kind: 'unknown', message: messageOf(error) });
  }
}

async function draw(
  run: Run,
  { take, route, provider }: DrawnTake,
  submission: Submission,
): Promise<{ readonly artifact: string } | { readonly failure: Failure }> {
  const { clock, ledger, signal, store } = run;
  const submissionId = crypto.randomUUID();
  const answer = await untilAborted(provider.submit(submission, { signal, submissionId }), signal);
  if (answer.status === 'refused') return answer;
  const status = await untilAborted(provider.poll(answer.operation, { signal }), signal);
  if (status.status === 'failed') return status;
  if (status.status === 'pending') throw new Error('A drawing is not finished when it is submitted.');
  const { request, label, target } = submission;
  const bytes = provider.download(status.footage, { signal, onProgress: progressOf(take.id, run) });
  const stored = await storeArtifact(store, bytes, {
    signal,
    accept: async (file) => {
      const verdict = await checkFootage(file, request.duration);
      if (!verdict.fit) throw new Error(`${verdict.what}.`);
    },
  });
  ledger.keepTake({
    ...stored,
    fingerprint: route.fingerprint,
    provider: route.provider,
    model: route.model,
    job: undefined,
    drawnAs: labelDigest(label, target, sha256),
    forPreview: run.forPreview,
    made: new Date(clock.now()).toISOString(),
  });
  return stored;
}
