import {
  type Cost,
  type Fingerprint,
  type Held,
  type HeldArtifact,
  type HeldDoubt,
  type HeldJob,
  type HeldTry,
  type MicroUsd,
  sumMicroUsd,
} from '@storyboard/core';
import type { JobRecord } from './journal.ts';
import type { JobState, LedgerTake } from './ledger.ts';
import { stateNow } from './ledger-job.ts';
import { countedFor } from './replay.ts';

/** What a ledger holds, as planning needs it. */
export function heldOf(input: {
  /** Oldest first. */
  readonly jobs: Iterable<JobRecord>;
  /** The newest of each fingerprint. */
  readonly takes: Iterable<LedgerTake>;
  readonly film: string;
  readonly isAlive: (run: string) => boolean;
  /** Whether the footage of a take is in the store. */
  readonly isStored: (take: LedgerTake) => boolean;
}): Held {
  const artifacts = new Map<Fingerprint, HeldArtifact>();
  const damaged = new Set<Fingerprint>();
  const made = new Map<string, LedgerTake>();
  for (const take of input.takes) {
    if (take.job !== undefined) made.set(take.job, take);
    const { fingerprint, origin, artifact, drawnAs, forPreview } = take;
    if (!input.isStored(take)) damaged.add(fingerprint);
    else {
      const from = origin === undefined ? {} : { origin };
      artifacts.set(fingerprint, { artifact, drawnAs, ...from, ...(forPreview ? { forPreview } : {}) });
    }
  }
  const inFlight = new Map<Fingerprint, HeldJob>();
  const fetchable = new Map<Fingerprint, HeldJob & { readonly origin?: string }>();
  const inDoubt = new Map<Fingerprint, HeldDoubt>();
  const tried = new Map<Fingerprint, HeldTry>();
  const spent: MicroUsd[] = [];
  for (const record of input.jobs) {
    const { job, fingerprint, shot, take, provider, submission, facts, reserved } = record;
    const own = record.film === input.film;
    const status = stateNow(record, input.isAlive);
    const attempt = triedBy(status);
    if (attempt === undefined) tried.delete(fingerprint);
    else tried.set(fingerprint, attempt);
    if (status.state === 'in-doubt' || status.state === 'lost') {
      const { reason } = status;
      inDoubt.set(fingerprint, {
        job,
        submissionId: submission,
        shot,
        take,
        provider,
        cost: costOf(record),
        reason,
        ...(status.state === 'lost' ? { lost: true } : {}),
        own,
      });
      continue;
    }
    if (own) spent.push(countedFor(facts, reserved));
    const { operation } = facts;
    if (status.state === 'stored' && made.get(job)?.artifact === status.artifact && operation !== undefined) {
      const from = record.origin === undefined ? {} : { origin: record.origin };
      fetchable.set(fingerprint, { job, shot, take, provider, operation, own, ...from });
    }
    if (status.state === 'in-flight' || status.state === 'ready') {
      inFlight.set(fingerprint, { job, shot, take, provider, operation: status.operation, own });
    }
  }
  return {
    artifacts,
    ...(damaged.size === 0 ? {} : { damaged }),
    ...(fetchable.size === 0 ? {} : { fetchable }),
    ...(tried.size === 0 ? {} : { tried }),
    inFlight,
    inDoubt,
    spent: sumMicroUsd(spent),
  };
}

function triedBy(status: JobState): HeldTry | undefined {
  switch (status.state) {
    case 'refused':
    case 'failed':
      return { status: status.state, kind: status.failure.kind };
    case 'abandoned':
    case 'pay-again':
      return { status: status.state };
    default:
      return undefined;
  }
}

/** What a job costs: what the service says, else its price as planned. */
function costOf({ facts, price, provider, at }: JobRecord): Cost {
  if (facts.charged === undefined) return price;
  const from = { source: provider, asOf: at.slice(0, 10), estimated: false };
  return { known: true, amount: facts.charged, from, detail: 'charged by the service' };
}
