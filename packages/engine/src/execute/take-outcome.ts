import type { Cost, MicroUsd, Outcome, PlannedTake } from '@storyboard/core';
import type { JobEnd } from '../jobs/live-job.ts';
import { countedCharge } from '../ledger/charge.ts';
import type { LedgerJob } from '../ledger/ledger.ts';

/** What every outcome of a take begins with. */
export function outcomeBase({ id, shot, take }: PlannedTake): Pick<Outcome, 'id' | 'shot' | 'take'> {
  return { id, shot, take };
}

/** How a take ended, by how far its job came. `isNew`: this very run submitted it, so what it costs is newly spent. */
export function takeOutcome(
  take: PlannedTake,
  job: Pick<LedgerJob, 'fingerprint' | 'provider' | 'price' | 'at'>,
  end: JobEnd,
  isNew: boolean,
): Outcome {
  const base = { ...outcomeBase(take), provider: job.provider };
  const cost = costOf(job, end.charged);
  switch (end.status) {
    case 'stored': {
      const { artifact } = end;
      const { fingerprint } = job;
      const newly = isNew ? cost : undefined;
      return { ...base, status: 'succeeded', artifact, fingerprint, reused: false, cost: newly };
    }
    case 'refused':
      return { ...base, status: 'failed', failure: end.failure };
    case 'failed': {
      const isCharged = isNew && end.charged !== undefined && end.charged > 0;
      return { ...base, status: 'failed', failure: end.failure, ...(isCharged ? { cost } : {}) };
    }
    case 'left': {
      const goesOn = end.job === undefined ? {} : { job: end.job };
      return { ...base, status: 'failed', failure: end.failure, ...(isNew ? { cost } : {}), ...goesOn };
    }
    case 'lost':
    case 'in-doubt':
      return { ...base, status: 'in-doubt', reason: end.reason, cost };
  }
}

/** A take that was there already, or that another one of the plan is the same as. */
export function reusedOutcome(
  take: PlannedTake,
  made: { readonly artifact: string; readonly fingerprint: string; readonly provider: string },
): Outcome {
  const { artifact, fingerprint, provider } = made;
  const base = outcomeBase(take);
  return { ...base, status: 'succeeded', artifact, fingerprint, provider, reused: true, cost: undefined };
}

/** How a job stands that nobody works at any more, as the end of its life; absent where somebody can go on with it. */
export function settledEnd({ status, charged }: LedgerJob): JobEnd | undefined {
  const stated = charged === undefined ? {} : { charged };
  switch (status.state) {
    case 'stored':
      return { ...stated, status: 'stored', artifact: status.artifact, sizeBytes: 0 };
    case 'refused':
    case 'failed':
      return { ...stated, status: status.state, failure: status.failure };
    case 'lost':
      return { ...stated, status: 'lost', reason: status.reason };
    case 'abandoned':
    case 'pay-again': {
      const message = 'A person decided about this take in the meantime; the next render makes it.';
      return { ...stated, status: 'refused', failure: { kind: 'unknown', message } };
    }
    case 'sending':
    case 'in-doubt':
    case 'in-flight':
    case 'ready':
      return undefined;
  }
}

/** What the service says it took stands in the place of the price. */
function costOf(
  { price, provider, at }: Pick<LedgerJob, 'price' | 'provider' | 'at'>,
  charged?: MicroUsd,
): Cost {
  const amount = countedCharge(charged);
  if (amount === undefined) return price;
  const from = { source: provider, asOf: at.slice(0, 10), estimated: false };
  return { known: true, amount, from, detail: `charged by ${provider}` };
}
