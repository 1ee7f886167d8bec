import type { ResolvedStoryboard } from '../storyboard/resolved.ts';
import type { Ceiling } from './budget.ts';
import { fitsCeiling } from './check-budget.ts';
import { keepLowered } from './keep-lowered.ts';
import type { Adjustment } from './plan.ts';
import type { PlannedShots } from './plan-shots.ts';
import type { PlanInput } from './planning.ts';
import { dropShots, lowerResolutions, makeFewerTakes } from './savings.ts';
import { sharingKey } from './share-takes.ts';
import { totalCost, worstCost } from './total-cost.ts';
import { createVariation, type Variation } from './variation.ts';

/** A storyboard as a budget changed it, with every change. */
export type AdjustedStoryboard = {
  readonly storyboard: ResolvedStoryboard;
  readonly adjustments: readonly Adjustment[];
};

/**
 * Makes a storyboard cheaper the way its `on_exceed` says, no further than the ceiling asks for; absent where nothing
 * is to be changed. Whether it fits in the end is for the budget to say.
 */
export function adjustStoryboard(
  input: PlanInput,
  planned: PlannedShots,
  ceiling: Ceiling,
): AdjustedStoryboard | undefined {
  const { onExceed } = input.storyboard.budget;
  if (onExceed === 'fail') return undefined;
  const variation = createVariation(input, planned.all, planned.selected);
  const adjustments =
    onExceed === 'trim' ? trim(variation, input, ceiling) : degrade(variation, input, planned, ceiling);
  return adjustments.length === 0 ? undefined : { storyboard: variation.storyboard(), adjustments };
}

function trim(variation: Variation, input: PlanInput, ceiling: Ceiling): readonly Adjustment[] {
  return dropShots(variation, () => fitsCeiling(variation.total(), input, ceiling));
}

function degrade(
  variation: Variation,
  input: PlanInput,
  planned: PlannedShots,
  ceiling: Ceiling,
): readonly Adjustment[] {
  const enough = () => fitsCeiling(variation.total(), input, ceiling);
  // With a ceiling that the whole film fits under, what was degraded for a lower one is made as written again.
  const kept = costFromScratch(planned) > ceiling.amount ? keepLowered(variation, input) : [];
  const lowered = lowerResolutions(variation, input.catalogue, enough);
  return [...kept, ...lowered, ...makeFewerTakes(variation, input, enough)];
}

function costFromScratch({ all }: PlannedShots): number {
  const takes = [...all.values()].flat();
  const jobs = new Map(takes.map((take) => [sharingKey(take), worstCost(take.routes)]));
  return totalCost(jobs.values()).amount;
}
