import { type Json, type MicroUsd, microUsd, type Operation } from '@storyboard/core';
import { countedCharge } from './charge.ts';
import type { JobState, StepResult } from './ledger.ts';

/**
 * What a fact is about. `adopt` and `decision` come from a person, `refetch` from a run that found stored footage gone or
 * damaged; the others are results of a job's steps.
 */
export type FactName = 'submit' | 'recover' | 'adopt' | 'end' | 'store' | 'refetch' | 'decision';

/**
 * One thing that became known of a job. One that is adopted anew, or whose footage is fetched once more, begins a new round,
 * in which earlier ones no longer count.
 */
export type Fact = { readonly round: number; readonly name: FactName; readonly result: Json };

/** Everything that is known of one job in its present round. */
export type JobFacts = {
  readonly round: number;
  readonly submit?: StepResult['submit'];
  readonly operation?: Operation;
  readonly end?: StepResult['end'];
  readonly store?: StepResult['store'];
  readonly decision?: 'abandon' | 'pay-again';
  /** What the service said last that it took, in whichever round. */
  readonly charged?: MicroUsd;
  /** The service itself said, in whichever round, that it took the job. */
  readonly isTaken?: true;
};

/** A job of which only the intent is known. */
export const NOTHING_KNOWN: JobFacts = { round: 0 };

/** What is known once a fact is there too. Facts are taken in the order in which they were written. */
export function withFact(known: JobFacts, { round, name, result }: Fact): JobFacts {
  const facts = {
    ...(round === known.round ? known : startRound(known, round)),
    ...chargedIn(result),
    ...(saysTaken(name, result) ? { isTaken: true as const } : {}),
  };
  switch (name) {
    case 'submit': {
      const submit = facts.submit ?? (result as StepResult['submit']);
      const operation = facts.operation ?? (submit.status === 'accepted' ? submit.operation : undefined);
      return { ...facts, submit, ...(operation === undefined ? {} : { operation }) };
    }
    case 'recover':
      return { ...facts, operation: (result as StepResult['recover']).operation };
    case 'adopt': {
      const { operation } = result as StepResult['recover'];
      return { ...facts, operation, submit: { status: 'accepted', operation } };
    }
    case 'refetch': {
      const { operation } = result as StepResult['recover'];
      return {
        ...facts,
        operation,
        submit: { status: 'accepted', operation },
        end: { status: 'succeeded' },
      };
    }
    case 'end':
      return { ...facts, end: result as StepResult['end'] };
    case 'store':
      return { ...facts, store: result as StepResult['store'] };
    case 'decision':
      return { ...facts, decision: (result as { decision: 'abandon' | 'pay-again' }).decision };
  }
}

/** Where a job stands; `sending` also where its run is over, which facts cannot say. */
export function stateOf({ decision, store, end, operation, submit }: JobFacts): JobState {
  if (decision !== undefined) return { state: decision === 'abandon' ? 'abandoned' : 'pay-again' };
  if (store !== undefined) {
    return 'artifact' in store
      ? { state: 'stored', artifact: store.artifact }
      : { state: 'lost', reason: store.reason };
  }
  if (end?.status === 'failed') return { state: 'failed', failure: end.failure };
  if (end?.status === 'lost') return { state: 'lost', reason: end.reason };
  if (operation !== undefined) return { state: end === undefined ? 'in-flight' : 'ready', operation };
  if (submit?.status === 'refused') return { state: 'refused', failure: submit.failure };
  if (submit?.status === 'unknown') return { state: 'in-doubt', reason: submit.reason };
  return { state: 'sending' };
}

/** What a job counts against budgets: nothing once it is certain that nothing is charged, else the charge or the reserve. */
export function countedFor(facts: JobFacts, reserved: MicroUsd | undefined): MicroUsd {
  const { state } = stateOf(facts);
  if (state === 'refused' || state === 'abandoned') return microUsd(0);
  return facts.charged ?? reserved ?? microUsd(0);
}

function startRound({ charged, isTaken }: JobFacts, round: number): JobFacts {
  return {
    round,
    ...(charged === undefined ? {} : { charged }),
    ...(isTaken === undefined ? {} : { isTaken }),
  };
}

/** What a person adopted may be the wrong job, until the service says how it stands. */
function saysTaken(name: FactName, result: Json): boolean {
  if (name === 'recover') return true;
  const status = typeof result === 'object' && result !== null && 'status' in result && result['status'];
  return name === 'submit' ? status === 'accepted' : name === 'end' && status !== 'lost';
}

function chargedIn(result: Json): { readonly charged?: MicroUsd } {
  const charged = chargeOf(result);
  return charged === undefined ? {} : { charged };
}

/** What counts of the charge that a step's result states; absent where it states none, or one that cannot be. */
export function chargeOf(result: Json): MicroUsd | undefined {
  if (typeof result !== 'object' || result === null || !('charged' in result)) return undefined;
  return countedCharge(result['charged']);
}
