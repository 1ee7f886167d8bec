import type { Json } from '@storyboard/core';
import { cleanResult } from './clean-record.ts';
import type { JobRecord } from './journal.ts';
import type { NewStep, NewTake, StepResult } from './ledger.ts';
import { chargeOf, type FactName } from './replay.ts';

/** What writing a step down needs of the open ledger, within its transaction. */
export type StepContext = {
  readonly knownJob: (job: string) => JobRecord;
  readonly writeFact: (job: string, round: number, name: FactName, result: Json) => void;
  readonly keep: (take: NewTake) => void;
  /** Now, ISO 8601. */
  readonly time: () => string;
};

/** Writes the result of a job's step down; the first result stays. Claims have written the intent. */
export function writeStep(context: StepContext, { job, name, result }: NewStep): void {
  if (name === 'intent') return;
  const record = context.knownJob(job);
  // A person who named the service's job has answered for the submission, too; one that is fetched again has ended.
  if ((name === 'submit' || name === 'end') && record.facts[name] !== undefined) return;
  const kept = name === 'store' ? (result as StepResult['store']) : undefined;
  if (kept === undefined || 'status' in kept) {
    context.writeFact(job, record.facts.round, name, statedCharge(cleanResult(result)));
    return;
  }
  const { artifact, sizeBytes } = kept;
  const { fingerprint, provider, model } = record;
  const drawn = { drawnAs: undefined, forPreview: false };
  context.keep({ fingerprint, artifact, sizeBytes, provider, model, job, ...drawn, made: context.time() });
}

/**
 * A result with the charge that counts, and beside it what was said where that is another: what the service says must
 * never keep it from being remembered.
 */
function statedCharge(result: Json): Json {
  if (typeof result !== 'object' || result === null || !('charged' in result)) return result;
  const { charged: stated, ...rest } = result;
  const charged = chargeOf(result);
  return {
    ...rest,
    ...(charged === undefined ? {} : { charged }),
    ...(charged === stated ? {} : { stated: String(stated).slice(0, 100) }),
  };
}
