import type { Catalogue } from '../provider/model.ts';
import type { PlannedTake, Schedule } from './plan.ts';

/**
 * The longest chain of waiting, every job being started as soon as it may. A model of which no time is known counts as
 * the slowest that is known, and leaves the expected time open.
 */
export function scheduleOf(takes: readonly PlannedTake[], catalogue: Catalogue): Schedule {
  const typical = typicalSeconds(catalogue);
  const waits = takes.map((take) =>
    isWaitedFor(take) ? { seconds: typical.get(modelKey(take)) } : undefined,
  );
  const slowest = waits.reduce((most, wait) => Math.max(most, wait?.seconds ?? 0), 1);
  const chains = new Map<string, Chain>();
  let longest: Chain | undefined;
  for (const [index, { id, after }] of takes.entries()) {
    const wait = waits[index];
    const before = after.reduce<Chain | undefined>(
      (chain, other) => longer(chain, chains.get(other)),
      undefined,
    );
    const chain = wait === undefined ? before : longerBy(before, id, wait.seconds, slowest);
    if (chain === undefined) continue;
    chains.set(id, chain);
    longest = longer(longest, chain);
  }
  const expectedSeconds = longest === undefined ? 0 : longest.isKnown ? longest.seconds : undefined;
  return { criticalPath: idsOf(longest), expectedSeconds };
}

type Chain = {
  readonly id: string;
  readonly before: Chain | undefined;
  readonly seconds: number;
  readonly isKnown: boolean;
};

function longerBy(
  before: Chain | undefined,
  id: string,
  seconds: number | undefined,
  slowest: number,
): Chain {
  return {
    id,
    before,
    seconds: (before?.seconds ?? 0) + (seconds ?? slowest),
    isKnown: seconds !== undefined && before?.isKnown !== false,
  };
}

/** The first of the longest, so that the plan is the same every time. */
function longer(one: Chain | undefined, other: Chain | undefined): Chain | undefined {
  return (other?.seconds ?? 0) > (one?.seconds ?? 0) ? other : one;
}

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

function idsOf(chain: Chain | undefined): readonly string[] {
  const ids: string[] = [];
  for (let link = chain; link !== undefined; link = link.before) ids.push(link.id);
  return ids.reverse();
}
