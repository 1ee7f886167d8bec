import { OLDER_LABEL } from './decide-take.ts';
import type { PlannedTake } from './plan.ts';

/**
 * The takes of a plan that is limited to some shots: those shots' own, whatever is held of the others or paid for
 * already, and, so that the named shots can be made at all, the takes that they go on from, which are then generated
 * although nobody named them.
 *
 * The order of `takes` is kept; a take only ever waits for one that stands before it.
 */
export function selectTakes(
  takes: readonly PlannedTake[],
  only: ReadonlySet<string> | undefined,
): readonly PlannedTake[] {
  if (only === undefined) return takes;
  const neededBy = new Map<string, string>();
  const selected: PlannedTake[] = [];
  for (const take of takes.toReversed()) {
    const needed = neededBy.get(take.id);
    if (only.has(take.shot)) selected.push(take);
    else if (take.action === 'reuse' || take.action === 'resume') {
      selected.push(asItIs(take));
      continue;
    } else if (needed !== undefined) selected.push({ ...take, why: `${take.why}, needed by ${needed}` });
    else continue;
    for (const id of take.after) neededBy.set(id, take.shot);
  }
  return selected.reverse();
}

/** A drawing that nobody asked for is not made again for the sake of its label. */
function asItIs(take: PlannedTake & { readonly action: 'reuse' | 'resume' }): PlannedTake {
  if (take.action !== 'reuse' || take.redraw !== true) return take;
  const { redraw, ...kept } = take;
  return { ...kept, after: [], why: OLDER_LABEL };
}
