import { microUsd } from '../units.ts';
import type { Cost } from './cost.ts';
import type { PlannedTake } from './plan.ts';

/**
 * Makes takes that would be the same, whichever of their routes is taken, one paid job: the first one is generated, the
 * others wait for it, find it held and cost nothing. Takes that have only some routes in common are counted as two, since
 * they may become two.
 */
export function shareTakes(takes: readonly PlannedTake[]): readonly PlannedTake[] {
  const first = new Map<string, PlannedTake & { readonly action: 'generate' }>();
  return takes.map((take) => {
    if (take.action !== 'generate') return take;
    const key = sharingKey(take);
    const original = first.get(key);
    if (original === undefined) {
      first.set(key, take);
      return take;
    }
    return {
      ...take,
      after: [...new Set([...take.after, original.id])],
      why: `same take as ${original.id}`,
      cost: sharedCost(original.cost, original.id),
    };
  });
}

/** Equal for takes that are one job. */
export function sharingKey(take: PlannedTake): string {
  if (take.routes.length === 1) return take.fingerprint;
  return take.routes
    .map(({ fingerprint }) => fingerprint)
    .sort()
    .join(' ');
}

/** An unknown price stays unknown, so that nobody reads a zero where something will be paid. */
function sharedCost(cost: Cost, original: string): Cost {
  return cost.known ? { ...cost, amount: microUsd(0), detail: `paid with ${original}` } : cost;
}
