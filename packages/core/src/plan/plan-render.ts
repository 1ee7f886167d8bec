import type { ResolvedStoryboard } from '../storyboard/resolved.ts';
import { buildTimeline } from '../timeline/build-timeline.ts';
import { framesToSeconds } from '../units.ts';
import { checkBudget } from './check-budget.ts';
import type { Fingerprint, Plan, PlannedTake } from './plan.ts';
import { planShot } from './plan-shot.ts';
import { type PlanInput, pickedTake, takeId } from './planning.ts';
import { scheduleOf } from './schedule.ts';
import { selectTakes } from './select-takes.ts';
import { shareTakes } from './share-takes.ts';
import { totalCost } from './total-cost.ts';

/** Says what a render would do, take by take, what it would cost and whether the budget allows it. */
export function planRender(input: PlanInput): {
  readonly plan: Plan;
  /** As it is carried out. */
  readonly storyboard: ResolvedStoryboard;
} {
  const { storyboard, catalogue } = input;
  const takes = shareTakes(selectTakes([...planShots(input).values()].flat(), input.only));
  const total = totalCost(takes.flatMap((take) => (take.action === 'generate' ? [take.cost] : [])));
  const plan: Plan = {
    format: 1,
    storyboard: { path: storyboard.path, title: storyboard.title },
    takes,
    film: filmLength(input, takes),
    total,
    budget: checkBudget({
      budget: storyboard.budget,
      takes,
      total,
      held: input.held,
      ceilings: input.ceilings ?? [],
      allowUnpriced: input.allowUnpriced ?? false,
      waysOut: () => [],
    }),
    adjustments: [],
    schedule: scheduleOf(takes, catalogue),
  };
  return { plan, storyboard };
}

function planShots(input: PlanInput): ReadonlyMap<string, readonly PlannedTake[]> {
  const planned = new Map<string, readonly PlannedTake[]>();
  const copies = new Map<Fingerprint, number>();
  for (const shot of input.storyboard.shots) planned.set(shot.id, planShot(shot, planned, input, copies));
  return planned;
}

/** Of the film that the plan makes possible: shots whose picked take is not in it are left out. */
function filmLength(input: PlanInput, takes: readonly PlannedTake[]): Plan['film'] {
  const { storyboard } = input;
  const ids = new Set(takes.map(({ id }) => id));
  const shots = storyboard.shots.filter((shot) => ids.has(takeId(shot.id, pickedTake(input, shot))));
  const { frames, frameRate } = buildTimeline(storyboard, new Set(shots.map(({ id }) => id)));
  return { frames, seconds: framesToSeconds(frames, frameRate) };
}
