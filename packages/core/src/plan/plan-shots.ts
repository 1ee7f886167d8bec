import type { TotalCost } from './cost.ts';
import type { Fingerprint, PlannedTake } from './plan.ts';
import { planShot } from './plan-shot.ts';
import type { PlanInput } from './planning.ts';
import { selectTakes } from './select-takes.ts';
import { shareTakes } from './share-takes.ts';
import { totalCost } from './total-cost.ts';

/** The takes of a storyboard on their way into a plan. */
export type PlannedShots = {
  /** Every take of every shot. */
  readonly all: ReadonlyMap<string, readonly PlannedTake[]>;
  /** Those that the plan has, each with the price it would have alone. */
  readonly selected: readonly PlannedTake[];
  /** The same, equal ones paid for once. */
  readonly takes: readonly PlannedTake[];
  readonly total: TotalCost;
};

/** Plans the shots in the order of the film; a shot only ever continues an earlier one. */
export function planShots(input: PlanInput): PlannedShots {
  const all = new Map<string, readonly PlannedTake[]>();
  const copies = new Map<Fingerprint, number>();
  for (const shot of input.storyboard.shots) all.set(shot.id, planShot(shot, all, input, copies));
  const selected = selectTakes([...all.values()].flat(), input.only);
  const takes = shareTakes(selected);
  const total = totalCost(takes.flatMap((take) => (take.action === 'generate' ? [take.cost] : [])));
  return { all, selected, takes, total };
}
