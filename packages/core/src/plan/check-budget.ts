import type { ResolvedStoryboard } from '../storyboard/resolved.ts';
import { type MicroUsd, microUsd, sumMicroUsd } from '../units.ts';
import type { BudgetVerdict, Ceiling, WayOut } from './budget.ts';
import type { TotalCost } from './cost.ts';
import type { Held, PlannedTake } from './plan.ts';
import { knownAmount } from './total-cost.ts';

/**
 * Whether the generate takes may be paid for. What is in doubt counts as paid; a plan that pays for nothing commits
 * nothing and is always allowed. `waysOut` is asked only for a plan above its ceiling.
 */
export function checkBudget(input: {
  readonly budget: ResolvedStoryboard['budget'];
  readonly takes: readonly PlannedTake[];
  readonly total: TotalCost;
  readonly held: Held;
  readonly ceilings: readonly Ceiling[];
  readonly allowUnpriced: boolean;
  readonly waysOut: () => readonly WayOut[];
}): BudgetVerdict {
  const ceiling = lowestCeiling(input.budget, input.ceilings, input.held.spent);
  const committed = committedBy(input.total, input.held);
  const unpriced = input.takes.filter((take) => take.action === 'generate' && !take.cost.known);
  const excess = microUsd(ceiling === undefined ? 0 : Math.max(0, committed - ceiling.amount));
  if (excess === 0 && (unpriced.length === 0 || input.allowUnpriced)) {
    return { allowed: true, ceiling, committed };
  }
  return {
    allowed: false,
    reason: excess > 0 ? 'over-ceiling' : 'unpriced',
    ceiling,
    committed,
    excess,
    unpriced: unpriced.map(({ id }) => id),
    waysOut: excess > 0 ? input.waysOut() : [],
  };
}

/**
 * The smallest of the limits of one render: the storyboard's, those given beside it, and what is left of the film's
 * total. Of equal ones the first counts; absent where nothing limits.
 */
export function lowestCeiling(
  budget: ResolvedStoryboard['budget'],
  ceilings: readonly Ceiling[],
  spent: MicroUsd,
): Ceiling | undefined {
  const all: Ceiling[] = [];
  if (budget.limit !== undefined) all.push({ amount: budget.limit, source: 'budget.limit' });
  all.push(...ceilings);
  if (budget.total !== undefined) {
    all.push({ amount: microUsd(Math.max(0, budget.total - spent)), source: 'budget.total' });
  }
  return all.reduce<Ceiling | undefined>(
    (lowest, ceiling) => (lowest === undefined || ceiling.amount < lowest.amount ? ceiling : lowest),
    undefined,
  );
}

/** What a render would commit: the known prices it would pay, and then whatever is in doubt as well. */
export function committedBy(total: TotalCost, held: Held): MicroUsd {
  if (total.amount === 0 && total.unknown === 0) return total.amount;
  const inDoubt = [...held.inDoubt.values()].map(({ cost }) => knownAmount(cost));
  return sumMicroUsd([total.amount, ...inDoubt]);
}
