import type { ResolvedShot, ResolvedStoryboard } from '../storyboard/resolved.ts';
import type { Ceiling } from './budget.ts';
import { committedBy } from './check-budget.ts';
import { keepLowered } from './keep-lowered.ts';
import type { Adjustment } from './plan.ts';
import { type PlannedShots, planShots } from './plan-shots.ts';
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
  const adjusted = onExceed === 'trim' ? trim(input, planned, ceiling) : degrade(input, planned, ceiling);
  return adjusted.adjustments.length === 0 ? undefined : adjusted;
}

/** Whether a variation costs no more than the ceiling allows. */
export function fitsCeiling(variation: Variation, input: PlanInput, ceiling: Ceiling): boolean {
  return committedBy(variation.total(), input.held) <= ceiling.amount;
}

function trim(input: PlanInput, planned: PlannedShots, ceiling: Ceiling): AdjustedStoryboard {
  const variation = createVariation(input, planned.all, planned.selected);
  const adjustments = dropShots(variation, () => fitsCeiling(variation, input, ceiling));
  return { storyboard: variation.storyboard(), adjustments };
}

function degrade(input: PlanInput, planned: PlannedShots, ceiling: Ceiling): AdjustedStoryboard {
  // With a ceiling that the whole film fits under, what was degraded for a lower one is made as written again.
  const kept = costFromScratch(planned) > ceiling.amount ? keepLowered(input, planned) : [];
  const start = kept.length === 0 ? input : { ...input, storyboard: withLowered(input.storyboard, kept) };
  const { all, selected } = start === input ? planned : planShots(start);
  const variation = createVariation(start, all, selected);
  const enough = () => fitsCeiling(variation, start, ceiling);
  const lowered = lowerResolutions(variation, start.catalogue, enough);
  const fewer = makeFewerTakes(variation, start, enough);
  return { storyboard: variation.storyboard(), adjustments: [...kept, ...lowered, ...fewer] };
}

function costFromScratch({ selected }: PlannedShots): number {
  const jobs = new Map(selected.map((take) => [sharingKey(take), worstCost(take.routes)]));
  return totalCost(jobs.values()).amount;
}

function withLowered(storyboard: ResolvedStoryboard, lowered: readonly Adjustment[]): ResolvedStoryboard {
  const ids = new Set(lowered.map(({ shot }) => shot));
  const shots = storyboard.shots.map(
    (shot): ResolvedShot => (ids.has(shot.id) ? { ...shot, resolution: '720p' } : shot),
  );
  return { ...storyboard, shots };
}
