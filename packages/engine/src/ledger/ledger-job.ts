import type { GenerationRequest } from '@storyboard/core';
import type { JobRecord } from './journal.ts';
import type { JobState, LedgerJob } from './ledger.ts';
import { countedFor, stateOf } from './replay.ts';

/** Why nobody knows what became of a submission whose run ended before the answer was written down. */
export const RUN_ENDED = 'the run ended while the request was being sent';

/** Where a job stands, the life of its run included: a request whose run is over gets no answer any more. */
export function stateNow(record: JobRecord, isAlive: (run: string) => boolean): JobState {
  const state = stateOf(record.facts);
  if (state.state === 'sending' && !isAlive(record.run)) return { state: 'in-doubt', reason: RUN_ENDED };
  return state;
}

/** A job as the ledger shows it. */
export function ledgerJob(record: JobRecord, status: JobState, request: GenerationRequest): LedgerJob {
  const { job, fingerprint, attempt, run, film, shot, take, provider, origin, model, reserved, at, facts } =
    record;
  return {
    job,
    fingerprint,
    attempt,
    submissionId: record.submission,
    run,
    film,
    shot,
    take,
    provider,
    origin,
    model,
    request,
    price: record.price,
    reserved,
    charged: facts.charged,
    operation: facts.operation,
    isTaken: facts.isTaken === true,
    counted: countedFor(facts, reserved),
    at,
    status,
  };
}
