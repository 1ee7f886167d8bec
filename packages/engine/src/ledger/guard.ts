import { type MicroUsd, sumMicroUsd } from '@storyboard/core';
import type { JobRecord, Journal } from './journal.ts';
import type { Claimed, SpendingLimits } from './ledger.ts';
import { stateNow } from './ledger-job.ts';
import { countedFor, stateOf } from './replay.ts';

/** What counts against the two limits. */
export type Committed = { readonly render: MicroUsd; readonly total: MicroUsd };

/** What a run has committed: its own jobs, and those of other runs of the film that wait for a person to decide. */
export function committedBy(
  journal: Journal,
  { run, film }: { readonly run: string; readonly film: string },
  isAlive: (run: string) => boolean,
): Committed {
  const undecided = [...journal.unsettled()]
    .filter((record) => record.film === film && record.run !== run)
    .filter((record) => stateNow(record, isAlive).state !== 'sending')
    .map(({ facts, reserved }) => countedFor(facts, reserved));
  return {
    render: sumMicroUsd([journal.counted.run(run), ...undecided]),
    total: journal.counted.film(film),
  };
}

/** The limit that a price would pass; absent where it passes none. One of unknown price passes a limit that is used up. */
export function passedLimit(
  committed: Committed,
  price: MicroUsd | undefined,
  limits: SpendingLimits,
): Extract<Claimed, { readonly status: 'over-budget' }> | undefined {
  for (const limit of ['render', 'total'] as const) {
    const ceiling = limits[limit];
    if (ceiling === undefined) continue;
    const passes = price === undefined ? committed[limit] >= ceiling : committed[limit] + price > ceiling;
    if (passes) {
      return { status: 'over-budget', limit, ceiling, committed: committed[limit], reserve: price };
    }
  }
  return undefined;
}

/** A job of the film of which nobody knows what it costs, and whose service has not said whether it took it. */
export function unpricedAndUnanswered(journal: Journal, film: string): JobRecord | undefined {
  for (const record of journal.unsettled()) {
    const { facts, reserved } = record;
    const isPriced = reserved !== undefined || facts.charged !== undefined;
    if (record.film === film && !isPriced && UNANSWERED.has(stateOf(facts).state)) return record;
  }
  return undefined;
}

const UNANSWERED: ReadonlySet<string> = new Set(['sending', 'in-doubt']);
