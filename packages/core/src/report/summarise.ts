import type { Plan } from '../plan/plan.ts';
import { takeId } from '../plan/planning.ts';
import type { ResolvedStoryboard } from '../storyboard/resolved.ts';
import { type MicroUsd, sumMicroUsd } from '../units.ts';
import type { Outcome } from './outcome.ts';
import type { FilmResult, Report } from './report.ts';

/**
 * What a render made, what it newly spent and what is still open: one outcome for every take of the storyboard in the
 * order of the film. Planned takes without an outcome are pending, takes outside the plan were left out.
 */
export function summarise(input: {
  /** As it was carried out. */
  readonly storyboard: ResolvedStoryboard;
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
  readonly film: FilmResult;
}): Report {
  const { storyboard, plan } = input;
  const outcomes = new Map(input.outcomes.map((outcome) => [outcome.id, outcome]));
  const planned = new Set(plan.takes.map(({ id }) => id));
  const all = storyboard.shots.flatMap(({ id: shot, takes }) =>
    Array.from({ length: takes }, (_, index): Outcome => {
      const take = index + 1;
      const id = takeId(shot, take);
      return outcomes.get(id) ?? { id, shot, take, status: planned.has(id) ? 'pending' : 'left-out' };
    }),
  );
  return {
    storyboard: plan.storyboard.path,
    title: plan.storyboard.title,
    outcomes: all,
    spent: sumMicroUsd(all.flatMap(newlySpent)),
    inDoubt: sumMicroUsd(all.flatMap(perhapsSpent)),
    film: input.film,
  };
}

function newlySpent(outcome: Outcome): readonly MicroUsd[] {
  if (outcome.status !== 'succeeded' && outcome.status !== 'failed') return [];
  return outcome.cost?.known === true ? [outcome.cost.amount] : [];
}

function perhapsSpent(outcome: Outcome): readonly MicroUsd[] {
  return outcome.status === 'in-doubt' && outcome.cost.known ? [outcome.cost.amount] : [];
}
