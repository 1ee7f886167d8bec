import type { Outcome, PlannedTake } from '@storyboard/core';
import { outcomeBase, reusedOutcome } from './take-outcome.ts';

/** What scheduling needs of whoever makes takes. */
export type Schedule = {
  /** In the order of the film. */
  readonly takes: readonly PlannedTake[];
  /** Of those that are ready together, the lowest is begun first. */
  readonly rankOf: (take: PlannedTake) => number;
  /** Makes a take whose earlier takes are all there; `earlier` is the outcome of the one that it goes on from. */
  readonly make: (take: PlannedTake, earlier: Outcome | undefined) => Promise<Outcome>;
  /** Hears of every outcome, in the order in which takes end. */
  readonly onEnd: (take: PlannedTake, outcome: Outcome) => void;
};

/**
 * Has every take made as soon as what it goes on from is there. A failed take stops no other; those that need it are
 * blocked. The work is in proportion to the number of takes.
 *
 * @throws what `make` and `onEnd` throw, at once
 */
export async function scheduleTakes({ takes, rankOf, make, onEnd }: Schedule): Promise<void> {
  const outcomes = new Map<string, Outcome>();
  const made = new Map<string, Extract<Outcome, { status: 'succeeded' }>>();
  const followers = new Map<string, PlannedTake[]>();
  const waits = new Map<string, number>();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let open = takes.length;

  const ids = new Set(takes.map(({ id }) => id));
  const ready: PlannedTake[] = [];
  for (const take of takes) {
    const after = waitsFor(take).filter((id) => ids.has(id));
    waits.set(take.id, after.length);
    if (after.length === 0) ready.push(take);
    for (const id of after) {
      const waiting = followers.get(id);
      if (waiting === undefined) followers.set(id, [take]);
      else waiting.push(take);
    }
  }

  const end = (take: PlannedTake, outcome: Outcome) => {
    outcomes.set(take.id, outcome);
    if (outcome.status === 'succeeded') made.set(outcome.fingerprint, outcome);
    open -= 1;
    onEnd(take, outcome);
    for (const follower of followers.get(take.id) ?? []) {
      const left = (waits.get(follower.id) ?? 0) - 1;
      waits.set(follower.id, left);
      if (left === 0) ready.push(follower);
    }
  };
  // One loop and no recursion: a chain of thousands of shots is no deeper than one.
  const go = () => {
    const unsettled: PlannedTake[] = [];
    for (let take = ready.shift(); take !== undefined; take = ready.shift()) {
      const settled = settle(take, outcomes, made);
      if (settled === undefined) unsettled.push(take);
      else end(take, settled);
    }
    for (const take of unsettled.sort((a, b) => rankOf(a) - rankOf(b))) launch(take);
    if (open === 0) resolve();
  };
  const launch = (take: PlannedTake) => {
    const [first] = take.after;
    make(take, first === undefined ? undefined : outcomes.get(first))
      .then((outcome) => {
        end(take, outcome);
        go();
      })
      .catch(reject);
  };
  go();
  await promise;
}

/** What is paid already waits for nothing. */
function waitsFor(take: PlannedTake): readonly string[] {
  return take.action === 'resume' || take.action === 'in-doubt' ? [] : take.after;
}

/** How a take ends that needs no work: it is held, was made for another one, or cannot be made any more. */
function settle(
  take: PlannedTake,
  outcomes: ReadonlyMap<string, Outcome>,
  made: ReadonlyMap<string, Extract<Outcome, { status: 'succeeded' }>>,
): Outcome | undefined {
  if (take.action === 'reuse' && take.redraw !== true) return reusedOutcome(take, take);
  const missing = waitsFor(take).find((id) => {
    const outcome = outcomes.get(id);
    return outcome !== undefined && outcome.status !== 'succeeded';
  });
  if (missing !== undefined) return { ...outcomeBase(take), status: 'blocked', by: missing };
  for (const { fingerprint } of take.routes) {
    const same = made.get(fingerprint);
    if (same !== undefined) return reusedOutcome(take, same);
  }
  return undefined;
}
