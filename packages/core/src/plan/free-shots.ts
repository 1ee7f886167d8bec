import type { ResolvedShot } from '../storyboard/resolved.ts';
import type { PlannedTake } from './plan.ts';
import { sharingKey } from './share-takes.ts';

/**
 * Shots whose footage may become another one without a look at what goes on from them, near or far: no take of those
 * is there yet, and none is one job with another shot's.
 */
export function freeShots(
  shots: readonly ResolvedShot[],
  planned: ReadonlyMap<string, readonly PlannedTake[]>,
): ReadonlySet<string> {
  const takers = countTakers(planned);
  const bound = (take: PlannedTake) => take.action !== 'generate' || takers.get(sharingKey(take)) !== 1;
  const free = new Set(shots.map(({ id }) => id));
  for (const { id, continues } of shots.toReversed()) {
    const stays = !free.has(id) || (planned.get(id)?.some(bound) ?? false);
    if (continues !== undefined && stays) free.delete(continues.shot);
  }
  return free;
}

function countTakers(planned: ReadonlyMap<string, readonly PlannedTake[]>): ReadonlyMap<string, number> {
  const takers = new Map<string, number>();
  for (const take of [...planned.values()].flat()) {
    const key = sharingKey(take);
    takers.set(key, (takers.get(key) ?? 0) + 1);
  }
  return takers;
}
