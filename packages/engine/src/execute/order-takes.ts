import type { Plan, PlannedTake, ResolvedStoryboard } from '@storyboard/core';

/**
 * The takes of a plan in the order in which they are started, as far as what they wait for allows: by the highest
 * priority of a shot that needs them, then by the longest chain of footage that waits for them, then by place in the film.
 */
export function orderTakes(plan: Plan, storyboard: ResolvedStoryboard): readonly PlannedTake[] {
  const shots = new Map(storyboard.shots.map((shot) => [shot.id, shot]));
  const ranks = new Map<string, Rank>();
  const followers = new Map<string, PlannedTake[]>();
  for (const take of plan.takes) {
    for (const id of take.after) {
      const waiting = followers.get(id);
      if (waiting === undefined) followers.set(id, [take]);
      else waiting.push(take);
    }
  }
  // A take only goes on from an earlier shot's, so the last ones wait for nobody and come first here.
  for (const take of plan.takes.toReversed()) {
    const waiting = (followers.get(take.id) ?? []).flatMap(({ id }) => ranks.get(id) ?? []);
    const shot = shots.get(take.shot);
    ranks.set(take.id, {
      priority: waiting.reduce((most, { priority }) => Math.max(most, priority), shot?.priority ?? 0),
      chainSeconds:
        (shot?.duration ?? 0) + waiting.reduce((most, { chainSeconds }) => Math.max(most, chainSeconds), 0),
    });
  }
  return plan.takes.toSorted((a, b) => compare(ranks.get(a.id), ranks.get(b.id)));
}

type Rank = { readonly priority: number; readonly chainSeconds: number };

function compare(a: Rank | undefined, b: Rank | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return b.priority - a.priority || b.chainSeconds - a.chainSeconds;
}
