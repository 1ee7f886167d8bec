import type { ResolvedShot, ResolvedStoryboard } from '../storyboard/resolved.ts';
import { type MicroUsd, microUsd } from '../units.ts';
import type { Cost, TotalCost } from './cost.ts';
import { freeShots } from './free-shots.ts';
import type { PlannedTake } from './plan.ts';
import { planShot } from './plan-shot.ts';
import { type PlanInput, pickedTake } from './planning.ts';
import { sharingKey } from './share-takes.ts';
import { totalCost } from './total-cost.ts';

/**
 * A storyboard that is being made cheaper shot by shot, its cost kept up to date without planning it anew. A change is
 * only made when it lowers the cost, makes no more prices unknown and gives up nothing that is held, running or in
 * doubt; it then says what it saves.
 */
export type Variation = {
  readonly storyboard: () => ResolvedStoryboard;
  readonly total: () => TotalCost;
  /** Shots for which something would be generated, the first to give way first: lowest priority, then last in film. */
  readonly paidShots: () => readonly ResolvedShot[];
  /**
   * Puts a changed shot in the place of the one with its id, where its takes are `wanted`; a wanted shot that the plan
   * has no take of costs nothing either way.
   */
  readonly change: (
    shot: ResolvedShot,
    wanted?: (takes: readonly PlannedTake[]) => boolean,
  ) => MicroUsd | undefined;
  /**
   * Takes a shot out that costs money, unless another one goes on from it. It saves nothing while another shot has the
   * same take.
   */
  readonly drop: (shot: string) => MicroUsd | undefined;
  /** Puts a dropped shot back with the dropped ones that it goes on from, where it is `enough` with them too. */
  readonly restore: (shot: string, enough: () => boolean) => boolean;
  /** The dropped shots in the order they went, with what each saved by going then. */
  readonly dropped: () => readonly { readonly shot: ResolvedShot; readonly saves: MicroUsd }[];
};

/** A dropped shot with what it was planned as, and when it went. */
type GoneShot = {
  readonly shot: ResolvedShot;
  readonly takes: readonly PlannedTake[];
  readonly turn: number;
};

/** Starts a variation from all takes as planned and, before equal ones are shared, those of them that the plan has. */
export function createVariation(
  input: PlanInput,
  planned: ReadonlyMap<string, readonly PlannedTake[]>,
  inPlan: readonly PlannedTake[],
): Variation {
  const shots = new Map(input.storyboard.shots.map((shot) => [shot.id, shot]));
  const takes = new Map(planned);
  const ids = new Set(inPlan.map(({ id }) => id));
  const followers = countFollowers(input.storyboard.shots);
  const free = freeShots(input.storyboard.shots, planned);
  const jobs = countJobs(inPlan);
  const gone = new Map<string, GoneShot>();
  let turns = 0;

  const takesOf = (shot: string): readonly PlannedTake[] => takes.get(shot) ?? [];
  const priced = (list: readonly PlannedTake[]) => list.filter(({ id }) => ids.has(id));

  function change(
    shot: ResolvedShot,
    wanted?: (takes: readonly PlannedTake[]) => boolean,
  ): MicroUsd | undefined {
    const old = takesOf(shot.id);
    const changed = planShot(shot, takes, input, new Map());
    if (wanted?.(changed) === false) return undefined;
    const pick = pickedTake(input, shot) - 1;
    const followed = changed[pick]?.fingerprint !== old[pick]?.fingerprint && !free.has(shot.id);
    if (followed || givesUp(old, changed)) return undefined;
    const isOutside = wanted !== undefined && priced(old).length === 0;
    const saves = isOutside ? microUsd(0) : jobs.exchange(priced(old), priced(changed));
    if (saves === undefined) return undefined;
    shots.set(shot.id, shot);
    takes.set(shot.id, changed);
    return saves;
  }

  function drop(id: string): MicroUsd | undefined {
    const old = takesOf(id);
    if ((followers.get(id) ?? 0) > 0 || givesUp(old, []) || !priced(old).some(isPaid)) return undefined;
    const before = jobs.total().amount;
    jobs.remove(priced(old));
    turns += 1;
    takeOut(id, turns);
    return microUsd(before - jobs.total().amount);
  }

  function takeOut(id: string, turn: number): void {
    const shot = shots.get(id);
    if (shot === undefined) return;
    countFollower(shot, -1);
    gone.set(id, { shot, takes: takesOf(id), turn });
    shots.delete(id);
    takes.delete(id);
  }

  function restore(id: string, enough: () => boolean): boolean {
    const back: GoneShot[] = [];
    for (let next = gone.get(id); next !== undefined; next = gone.get(next.shot.continues?.shot ?? '')) {
      back.unshift(next);
      gone.delete(next.shot.id);
      shots.set(next.shot.id, next.shot);
      takes.set(next.shot.id, next.takes);
      jobs.add(priced(next.takes));
      countFollower(next.shot, 1);
    }
    if (enough()) return true;
    for (const { shot, takes: own, turn } of back.toReversed()) {
      jobs.remove(priced(own));
      takeOut(shot.id, turn);
    }
    return false;
  }

  function countFollower({ continues }: ResolvedShot, by: 1 | -1): void {
    if (continues !== undefined) followers.set(continues.shot, (followers.get(continues.shot) ?? 0) + by);
  }

  function dropped(): ReturnType<Variation['dropped']> {
    const list = [...gone.values()].sort((one, other) => one.turn - other.turn);
    const saved = list.toReversed().map(({ shot, takes: old }) => {
      const before = jobs.total().amount;
      jobs.add(priced(old));
      return { shot, saves: microUsd(jobs.total().amount - before) };
    });
    for (const { takes: old } of list) jobs.remove(priced(old));
    return saved.toReversed();
  }

  /** In the order of the film, whatever went and came back. */
  const inFilm = () => input.storyboard.shots.flatMap(({ id }) => shots.get(id) ?? []);

  return {
    storyboard: () => ({ ...input.storyboard, shots: inFilm() }),
    total: jobs.total,
    paidShots: () =>
      inFilm()
        .filter(({ id }) => priced(takesOf(id)).some(({ action }) => action === 'generate'))
        .reverse()
        .sort((one, other) => one.priority - other.priority),
    change,
    drop,
    restore,
    dropped,
  };
}

function countFollowers(shots: readonly ResolvedShot[]): Map<string, number> {
  const followers = new Map<string, number>();
  for (const { continues } of shots) {
    if (continues !== undefined) followers.set(continues.shot, (followers.get(continues.shot) ?? 0) + 1);
  }
  return followers;
}

function givesUp(old: readonly PlannedTake[], changed: readonly PlannedTake[]): boolean {
  const kept = new Map(changed.map(({ id, fingerprint }) => [id, fingerprint]));
  return old.some(({ id, action, fingerprint }) => action !== 'generate' && kept.get(id) !== fingerprint);
}

function isPaid(take: PlannedTake): boolean {
  return take.action === 'generate' && take.cost.known && take.cost.amount > 0;
}

/** Counts equal takes once, as `shareTakes` does. */
function countJobs(takes: readonly PlannedTake[]) {
  const jobs = new Map<string, { readonly cost: Cost; count: number }>();
  let total = totalCost([]);

  function count(take: PlannedTake, by: 1 | -1): void {
    if (take.action !== 'generate') return;
    const key = sharingKey(take);
    const job = jobs.get(key) ?? { cost: take.cost, count: 0 };
    jobs.set(key, job);
    job.count += by;
    if (job.count === (by === 1 ? 1 : 0)) total = plus(total, totalCost([job.cost]), by);
  }

  function add(list: readonly PlannedTake[]): void {
    for (const take of list) count(take, 1);
  }

  function remove(list: readonly PlannedTake[]): void {
    for (const take of list) count(take, -1);
  }

  function exchange(old: readonly PlannedTake[], changed: readonly PlannedTake[]): MicroUsd | undefined {
    const before = total;
    remove(old);
    add(changed);
    if (total.amount < before.amount && total.unknown <= before.unknown) {
      return microUsd(before.amount - total.amount);
    }
    remove(changed);
    add(old);
    return undefined;
  }

  add(takes);
  return { total: () => total, add, remove, exchange };
}

function plus(one: TotalCost, other: TotalCost, by: 1 | -1): TotalCost {
  return { amount: microUsd(one.amount + by * other.amount), unknown: one.unknown + by * other.unknown };
}
