import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Footage, Operation, OperationStatus, Submission, VideoProvider } from '@storyboard/core';
import type { ProviderHarness } from './provider-harness.ts';

const MOST_POLLS = 5000;

/**
 * Submits with an id of its own, as every submission has.
 *
 * @throws Error where the service refuses it.
 */
export async function submitOnce(provider: VideoProvider, submission: Submission): Promise<Operation> {
  const answer = await provider.submit(submission, { submissionId: randomUUID() });
  if (answer.status === 'accepted') return answer.operation;
  throw new Error(`The submission was refused: ${answer.failure.kind}, ${answer.failure.message}`);
}

/**
 * Polls a job until it has ended.
 *
 * @throws Error where it never does.
 */
export async function pollToEnd(
  harness: ProviderHarness,
  provider: VideoProvider,
  operation: Operation,
): Promise<Exclude<OperationStatus, { status: 'pending' }>> {
  for (let polls = 0; polls < MOST_POLLS; polls += 1) {
    const status = await provider.poll(operation);
    if (status.status !== 'pending') {
      return status;
    }
    await harness.advance?.();
    await sleep(5);
  }
  throw new Error(`The job is still pending after ${MOST_POLLS} polls.`);
}

/**
 * Polls a job until it has ended well.
 *
 * @throws Error where it fails.
 */
export async function pollToFootage(
  harness: ProviderHarness,
  provider: VideoProvider,
  operation: Operation,
): Promise<Footage> {
  const status = await pollToEnd(harness, provider, operation);
  if (status.status === 'failed') {
    throw new Error(`The job failed: ${status.failure.kind}, ${status.failure.message}`);
  }
  return status.footage;
}

/** Makes one job, from its submission to its finished footage. */
export async function finishJob(
  harness: ProviderHarness,
  provider: VideoProvider,
  submission: Submission,
): Promise<{ readonly operation: Operation; readonly footage: Footage }> {
  const operation = await submitOnce(provider, submission);
  return { operation, footage: await pollToFootage(harness, provider, operation) };
}

/** Everything that a download yields, in one piece. */
export async function readAll(download: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of download) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
