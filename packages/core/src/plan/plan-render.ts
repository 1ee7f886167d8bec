import type { ResolvedStoryboard } from '../storyboard/resolved.ts';
import { buildTimeline } from '../timeline/build-timeline.ts';
import { framesToSeconds } from '../units.ts';
import { adjustStoryboard } from './adjust-storyboard.ts';
import type { BudgetVerdict } from './budget.ts';
import { checkBudget, fitsCeiling } from './check-budget.ts';
import type { Adjustment, Plan, PlannedTake } from './plan.ts';
import { type PlannedShots, planShots } from './plan-shots.ts';
import { type PlanInput, pickedTake, takeId } from './planning.ts';
import { scheduleOf } from './schedule.ts';
import { createVariation } from './variation.ts';
import { findWaysOut } from './ways-out.ts';

/**
 * Says what a render would do, take by take, what it would cost and whether the budget allows it. The same input gives
 * the same plan.
 *
 * Where the storyboard says `on_exceed: degrade` or `trim` and that makes the plan fit, the plan is the adjusted one,
 * with every change listed; where it does not, or would leave no film, the plan is the one as written, refused, with
 * ways out.
 */
export function planRender(input: PlanInput): {
  readonly plan: Plan;
  /** As it is carried out. */
  readonly storyboard: ResolvedStoryboard;
} {
  const planned = planShots(input);
  const budget = checkBudget(input, planned);
  return (
    planAdjusted(input, planned, budget) ?? {
      plan: assemblePlan(input, planned, withWaysOut(input, planned, budget), []),
      storyboard: input.storyboard,
    }
  );
}

function planAdjusted(
  input: PlanInput,
  planned: PlannedShots,
  { ceiling }: BudgetVerdict,
): ReturnType<typeof planRender> | undefined {
  const adjusted = ceiling === undefined ? undefined : adjustStoryboard(input, planned, ceiling);
  if (adjusted === undefined) return undefined;
  const { storyboard, adjustments } = adjusted;
  const changed = { ...input, storyboard };
  const replanned = planShots(changed);
  const budget = checkBudget(changed, replanned);
  if (!budget.allowed) return undefined;
  const plan = assemblePlan(changed, replanned, budget, adjustments);
  // Nothing is left to make a film of: that is no way to keep to a budget.
  return plan.film.frames === 0 ? undefined : { plan, storyboard };
}

function withWaysOut(input: PlanInput, planned: PlannedShots, budget: BudgetVerdict): BudgetVerdict {
  const { ceiling } = budget;
  if (budget.allowed || ceiling === undefined || budget.excess === 0) return budget;
  const waysOut = findWaysOut(
    input,
    () => createVariation(input, planned.all, planned.selected),
    (variation) => fitsCeiling(variation.total(), input, ceiling),
    (changed) => checkBudget(changed, planShots(changed)).allowed,
  );
  return { ...budget, waysOut };
}

function assemblePlan(
  input: PlanInput,
  planned: PlannedShots,
  budget: BudgetVerdict,
  adjustments: readonly Adjustment[],
): Plan {
  const { path, title } = input.storyboard;
  const { takes, total } = planned;
  return {
    format: 1,
    storyboard: { path, title },
    takes,
    strays: straysOf(input, planned),
    film: filmLength(input, takes),
    total,
    budget,
    adjustments,
    schedule: scheduleOf(takes, input.catalogue),
  };
}

/**
 * Every job of this storyboard that no take of the plan waits for: whatever a render makes, what is paid is fetched, and
 * what perhaps is gets looked for. What is lost is left to a person.
 */
function straysOf({ held }: PlanInput, { takes, all }: PlannedShots): Plan['strays'] {
  if (held.inFlight.size === 0 && held.inDoubt.size === 0) return [];
  const resumed = jobsOf(takes);
  const wanted = jobsOf([...all.values()].flat());
  const paid = [...held.inFlight].map(([fingerprint, job]) => ({ fingerprint, ...job }));
  const doubtful = [...held.inDoubt].flatMap(([fingerprint, { job, shot, take, provider, own, lost }]) =>
    lost === true ? [] : [{ fingerprint, job, shot, take, provider, own }],
  );
  return [...paid, ...doubtful].flatMap(({ own, ...stray }) =>
    own && !resumed.has(stray.job)
      ? [{ ...stray, ...(wanted.has(stray.job) ? { leftOut: true as const } : {}) }]
      : [],
  );
}

function jobsOf(takes: readonly PlannedTake[]): ReadonlySet<string> {
  return new Set(
    takes.flatMap((take) => (take.action === 'resume' || take.action === 'in-doubt' ? [take.job] : [])),
  );
}

/** Of the film that the plan makes possible: shots whose picked take is not in it are left out. */
function filmLength(input: PlanInput, takes: readonly PlannedTake[]): Plan['film'] {
  const { storyboard } = input;
  const { frames, frameRate } = buildTimeline(
    storyboard,
    input.only === undefined ? undefined : shotsIn(input, takes),
  );
  return { frames, seconds: framesToSeconds(frames, frameRate) };
}

function shotsIn(input: PlanInput, takes: readonly PlannedTake[]): ReadonlySet<string> {
  const ids = new Set(takes.map(({ id }) => id));
  const { shots } = input.storyboard;
  return new Set(
    shots.filter((shot) => ids.has(takeId(shot.id, pickedTake(input, shot)))).map(({ id }) => id),
  );
}
