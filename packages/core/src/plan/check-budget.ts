import { type MicroUsd, microUsd, sumMicroUsd } from '../units.ts';
import type { BudgetVerdict, Ceiling } from './budget.ts';
import type { TotalCost } from './cost.ts';
import type { Held } from './plan.ts';
import type { PlannedShots } from './plan-shots.ts';
import type { PlanInput } from './planning.ts';
import { knownAmount } from './total-cost.ts';

/** Whether what is planned may be paid for; a refusal is still without ways out. */
export function checkBudget(input: PlanInput, planned: PlannedShots): BudgetVerdict {
  const ceiling = lowestCeiling(input);
  const committed = committedBy(planned.total, input.held);
  const unpriced = planned.takes.filter((take) => take.action === 'generate' && !take.cost.known);
  const excess = microUsd(ceiling === undefined ? 0 : Math.max(0, committed - ceiling.amount));
  const fits = ceiling === undefined || fitsCeiling(planned.total, input, ceiling);
  if (fits && (unpriced.length === 0 || input.allowUnpriced === true)) {
    return { allowed: true, ceiling, committed };
  }
  return {
    allowed: false,
    reason: fits ? 'unpriced' : 'over-ceiling',
    ceiling,
    committed,
    excess,
    unpriced: unpriced.map(({ id }) => id),
    waysOut: [],
  };
}

/**
 * The smallest of the limits of one render: the storyboard's, those given beside it, and what is left of the film's
 * total. Of equal ones the first counts; absent where nothing limits.
 */
function lowestCeiling(input: PlanInput): Ceiling | undefined {
  const { limit, total } = input.storyboard.budget;
  const all: Ceiling[] = [];
  if (limit !== undefined) all.push({ amount: limit, source: 'budget.limit' });
  all.push(...(input.ceilings ?? []));
  if (total !== undefined) {
    all.push({ amount: microUsd(Math.max(0, total - input.held.spent)), source: 'budget.total' });
  }
  return all.reduce<Ceiling | undefined>(
    (lowest, ceiling) => (lowest === undefined || ceiling.amount < lowest.amount ? ceiling : lowest),
    undefined,
  );
}

/**
 * Whether a ceiling allows what would be committed. Where unknown prices are allowed, something has to be left for them:
 * what may cost anything at all does not fit where nothing is.
 */
export function fitsCeiling(
  total: TotalCost,
  { held, allowUnpriced }: Pick<PlanInput, 'held' | 'allowUnpriced'>,
  { amount }: Ceiling,
): boolean {
  const committed = committedBy(total, held);
  return total.unknown > 0 && allowUnpriced === true ? committed < amount : committed <= amount;
}

/**
 * What a render would commit: the known prices it would pay, and whatever is in doubt, which may have been paid. A
 * render that pays for nothing commits nothing, so it is never refused for what is in doubt.
 */
export function committedBy(total: TotalCost, held: Held): MicroUsd {
  if (total.amount === 0 && total.unknown === 0) return total.amount;
  const inDoubt = [...held.inDoubt.values()].flatMap(({ own, cost }) => (own ? [knownAmount(cost)] : []));
  return sumMicroUsd([total.amount, ...inDoubt]);
}
