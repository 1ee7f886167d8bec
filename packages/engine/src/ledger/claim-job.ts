import { randomUUID } from 'node:crypto';
import { holdsArtifact } from '../artifacts/artifact-store.ts';
import { cleanRequest } from './clean-record.ts';
import { committedBy, passedLimit, unpricedAndUnanswered } from './guard.ts';
import type { JobRecord, Journal } from './journal.ts';
import type { Claimed, Intent, SpendingLimits } from './ledger.ts';
import { stateNow } from './ledger-job.ts';
import { stateOf } from './replay.ts';
import { requireRoom } from './require-room.ts';
import type { Statements } from './statements.ts';

/** What a claim sees of the open ledger, within its transaction. */
export type ClaimContext = {
  readonly storeFolder: string;
  readonly journal: Journal;
  readonly statements: Statements;
  readonly run: string;
  readonly film: string;
  readonly isAlive: (run: string) => boolean;
  readonly isAtWorkElsewhere: (job: string) => boolean;
  readonly at: string;
  readonly freeBytes: (folder: string) => number;
};

/**
 * Looks whether a take may be paid for, by any of its routes, and if so writes the intent down. The caller's transaction
 * makes it that of any number of runs one gets it.
 *
 * @throws StoryboardError `store-unusable` where the disk is all but full
 */
export function claimJob(context: ClaimContext, intent: Intent, limits: SpendingLimits): Claimed {
  const { journal, statements, run } = context;
  const fingerprints = [intent.fingerprint, ...(intent.others ?? [])];
  for (const fingerprint of fingerprints) {
    const held = heldBy(context, fingerprint, intent.origin);
    if (held !== undefined) return held;
  }
  for (const record of fingerprints.flatMap((fingerprint) => journal.attemptsOf(fingerprint).toReversed())) {
    const open = openAttempt(context, record);
    if (open !== undefined) return open;
  }
  const reserved = intent.cost.known
    ? intent.cost.amount
    : journal.mostCharged(intent.provider, intent.model);
  const passed = passedLimit(committedBy(journal, context, context.isAlive), reserved, limits);
  if (passed !== undefined) return passed;
  const awaited = reserved === undefined ? awaitedPrice(context, limits) : undefined;
  if (awaited !== undefined) return awaited;
  requireRoom(context.storeFolder, context.freeBytes);
  const attempt = journal.attemptsOf(intent.fingerprint).length + 1;
  const job = `${intent.fingerprint}.${attempt}`;
  const submissionId = randomUUID();
  statements.insertJob({
    job,
    fingerprint: intent.fingerprint,
    attempt,
    submission: submissionId,
    run,
    film: context.film,
    shot: intent.shot,
    take: intent.take,
    provider: intent.provider,
    origin: intent.origin,
    model: intent.model,
    request: cleanRequest(intent.request),
    price: intent.cost,
    reserved,
    at: context.at,
  });
  statements.setWorker(job, run);
  return { status: 'claimed', job, submissionId };
}

/** Where a limit holds, jobs of unknown price are sent one after the other: the first answer may tell what they cost. */
function awaitedPrice(context: ClaimContext, { render, total }: SpendingLimits): Claimed | undefined {
  if (render === undefined && total === undefined) return undefined;
  const unpriced = unpricedAndUnanswered(context.journal, context.film);
  if (unpriced === undefined) return undefined;
  const { job } = unpriced;
  const worker = context.statements.workerOf(job);
  return { status: 'price-awaited', job, inDoubt: worker === undefined || !context.isAlive(worker) };
}

/**
 * A take whose job has come to its good end; one that is asked for once more, lost or given up since is none, nor is one
 * whose footage is gone and cannot be fetched again because it was made elsewhere, as by a simulator.
 */
function heldBy(
  { journal, statements, storeFolder }: ClaimContext,
  fingerprint: string,
  origin: string | undefined,
): Claimed | undefined {
  const take = statements.takeOf(fingerprint);
  const record = take?.job === undefined ? undefined : journal.jobs.get(take.job);
  if (take === undefined || record === undefined || stateOf(record.facts).state !== 'stored')
    return undefined;
  if (record.origin !== origin && !holdsArtifact({ path: storeFolder }, take)) return undefined;
  const { artifact } = take;
  return { status: 'held', artifact, fingerprint, provider: record.provider, job: record.job };
}

/** How an earlier attempt keeps a new one from being made; absent where it does not. */
function openAttempt(context: ClaimContext, record: JobRecord): Claimed | undefined {
  const { statements, run } = context;
  const { job } = record;
  const status = stateNow(record, context.isAlive);
  const elsewhere = context.isAtWorkElsewhere(job);
  switch (status.state) {
    case 'sending':
      return { status: 'in-flight', job, operation: undefined, elsewhere: record.run !== run };
    case 'in-doubt':
      if (elsewhere) return { status: 'in-flight', job, operation: undefined, elsewhere };
      return { status: 'in-doubt', job, reason: status.reason };
    case 'in-flight':
    case 'ready':
      if (!elsewhere) statements.setWorker(job, run);
      return { status: 'in-flight', job, operation: status.operation, elsewhere };
    case 'lost':
      return { status: 'in-doubt', job, reason: status.reason };
    case 'stored':
    case 'refused':
    case 'failed':
    case 'abandoned':
    case 'pay-again':
      return undefined;
  }
}
