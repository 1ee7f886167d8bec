import { type Cost, formatUsd, type Plan, type PlannedTake } from '@storyboard/core';
import { lockName } from '../lock-file/lock-path.ts';
import type { PlannedStoryboard } from '../plan/plan-storyboard.ts';
import { digestsOf, lockDigest } from './save-plan.ts';
import type { SavedPlan } from './saved-plan.ts';

/**
 * Why a saved plan is not the plan any more, a clause each; none where it still is. What was changed by hand in the
 * file of the plan counts as well.
 */
export function comparePlan(
  saved: SavedPlan,
  planned: PlannedStoryboard & { readonly ok: true },
): readonly string[] {
  const { sources, references } = digestsOf(planned);
  const { plan, held } = planned;
  const ledger = saved.spent === held.spent ? [] : [spentText(saved, held.spent)];
  return [
    ...changes(saved.sources, sources, (path) => path),
    ...changes(saved.references, references, (name) => `the reference ${name}`),
    ...(saved.lock === lockDigest(planned.lock) ? [] : [`${lockName(planned.project)} was changed`]),
    ...takeChanges(saved.plan, plan),
    ...(jobsOf(saved.plan) === jobsOf(plan) ? [] : ['other paid jobs are waited for than then']),
    ...ledger,
  ];
}

function changes(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  named: (key: string) => string,
): readonly string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return keys.flatMap((key) => {
    if (!Object.hasOwn(now, key)) return [`${named(key)} is not part of it any more`];
    if (!Object.hasOwn(before, key)) return [`${named(key)} is new`];
    return before[key] === now[key] ? [] : [`${named(key)} was changed`];
  });
}

function takeChanges(before: Plan, now: Plan): readonly string[] {
  const saved = new Map(before.takes.map((take) => [take.id, take]));
  const changed = now.takes.flatMap((take) => {
    const old = saved.get(take.id);
    saved.delete(take.id);
    return old === undefined ? [`${take.id} is new`] : takeChange(old, take);
  });
  return [...changed, ...[...saved.keys()].map((id) => `${id} is not part of it any more`)];
}

function takeChange(old: PlannedTake, take: PlannedTake): readonly string[] {
  if (old.action !== take.action) {
    return [`${take.id} was ${ACTIONS[old.action] ?? 'something else'}, now it is ${ACTIONS[take.action]}`];
  }
  if (identityOf(old) !== identityOf(take)) return [`${take.id} would be made otherwise`];
  const [then, today] = [pricesOf(old), pricesOf(take)];
  return then === today ? [] : [`the price of ${take.id} was ${then}, now it is ${today}`];
}

const ACTIONS: Readonly<Record<PlannedTake['action'], string>> = {
  generate: 'to be generated',
  resume: 'paid for and running',
  reuse: 'made',
  'in-doubt': 'in doubt',
};

/** What a take is and what is held of it. */
function identityOf(take: PlannedTake): string {
  const fingerprints = take.routes.map(({ fingerprint }) => fingerprint);
  const found = take as Partial<Record<'artifact' | 'job' | 'redraw', unknown>>;
  return JSON.stringify([take.fingerprint, fingerprints, found.artifact, found.job, found.redraw]);
}

/** Without where the price was read and how sure it is: it may be read again every day. */
function pricesOf({ routes }: PlannedTake): string {
  return routes.map(({ cost }) => priceText(cost)).join(' or ');
}

function priceText(cost: Cost): string {
  return cost.known && Number.isSafeInteger(cost.amount) ? formatUsd(cost.amount) : 'unknown';
}

function jobsOf({ strays }: Plan): string {
  return JSON.stringify(strays.map(({ job }) => job).sort());
}

function spentText({ spent }: SavedPlan, now: SavedPlan['spent']): string {
  return `the film had cost ${formatUsd(spent)} by its ledger, now it has cost ${formatUsd(now)}`;
}
