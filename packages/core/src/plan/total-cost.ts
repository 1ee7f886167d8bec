import { type MicroUsd, microUsd, sumMicroUsd } from '../units.ts';
import type { Cost, TotalCost } from './cost.ts';
import type { Route } from './plan.ts';

/** The sum of what is known of several costs, and how many are not. */
export function totalCost(costs: Iterable<Cost>): TotalCost {
  const amounts: MicroUsd[] = [];
  let unknown = 0;
  for (const cost of costs) {
    if (cost.known) amounts.push(cost.amount);
    else unknown += 1;
  }
  return { amount: sumMicroUsd(amounts), unknown };
}

/** What is known of a cost; zero where nothing is, so only for sums that count the unknown beside it. */
export function knownAmount(cost: Cost): MicroUsd {
  return cost.known ? cost.amount : microUsd(0);
}

/** The dearest of a take's routes, because any of them may be the one taken; unknown as soon as one is. */
export function worstCost(routes: readonly [Route, ...Route[]]): Cost {
  let worst = routes[0].cost;
  for (const { cost, provider } of routes) {
    if (!cost.known) {
      return routes.length === 1 ? cost : { known: false, reason: `${provider}: ${cost.reason}` };
    }
    if (worst.known && cost.amount > worst.amount) worst = cost;
  }
  return worst;
}
