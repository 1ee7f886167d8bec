import type { Catalogue } from '../provider/model.ts';
import type { PlannedTake, Schedule } from './plan.ts';

/**
 * The longest chain of waiting, every job being started as soon as it may. A model of which no time is known counts as
 * the slowest that is known, and leaves the expected time open.
 */
export function scheduleOf(takes: readonly PlannedTake[], catalogue: Catalogue): Schedule {
  const typical = typicalSeconds(catalogue);
  const waits = new Map(takes.filter(isWaitedFor).map((take) => [take.id, typical.get(modelKey(take))]));
  const slowest = Math.max(1, ...new Set([...waits.values()].map((seconds) => seconds ?? 0)));
  const chains = new Map<string, Chain>();
  let longest: Chain | undefined;
  for (const take of takes) {
    const before = longestOf(take.after.map((id) => chains.get(id)));
    const chain = waits.has(take.id)
      ? { id: take.id, before, length: (before?.length ?? 0) + (waits.get(take.id) ?? slowest) }
      : before;
    if (chain === undefined) continue;
    chains.set(take.id, chain);
    longest = longestOf([longest, chain]);
  }
  const criticalPath = idsOf(longest);
  const known = criticalPath.every((id) => waits.get(id) !== undefined);
  return { criticalPath, expectedSeconds: known ? (longest?.length ?? 0) : undefined };
}

type Chain = { readonly id: string; readonly before: Chain | undefined; readonly length: number };

function isWaitedFor({ action }: PlannedTake): boolean {
  return action === 'generate' || action === 'resume';
}

function typicalSeconds(catalogue: Catalogue): ReadonlyMap<string, number | undefined> {
  return new Map(
    catalogue.flatMap(({ id, models }) =>
      models.map((model) => [`${id} ${model.id}`, model.typicalSeconds] as const),
    ),
  );
}

function modelKey(take: PlannedTake): string {
  const running = take.action === 'resume' ? take.provider : undefined;
  const route = take.routes.find(({ provider }) => provider === running) ?? take.routes[0];
  return `${route.provider} ${route.model}`;
}

/** The first of the longest, so that the plan is the same every time. */
function longestOf(chains: readonly (Chain | undefined)[]): Chain | undefined {
  return chains.reduce(
    (longest, chain) => ((chain?.length ?? 0) > (longest?.length ?? 0) ? chain : longest),
    undefined,
  );
}

function idsOf(chain: Chain | undefined): readonly string[] {
  const ids: string[] = [];
  for (let link = chain; link !== undefined; link = link.before) ids.push(link.id);
  return ids.reverse();
}
