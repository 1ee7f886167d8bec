import {
  type Catalogue,
  type LockedShot,
  type LockFile,
  type MicroUsd,
  mergeLock,
  microUsd,
  type Outcome,
  type Plan,
  pickedTake,
  type ResolvedStoryboard,
} from '@storyboard/core';
import type { Ledger } from '../ledger/ledger.ts';

/** What the ledger has to say about a take for the lock file. */
export type TakeMemory = Pick<Ledger, 'takeOf' | 'jobOf'>;

/** What a lock file is made of after a run. */
export type LockInput = {
  readonly old: LockFile | undefined;
  readonly picks: ReadonlyMap<string, number>;
  /** As it was carried out. */
  readonly storyboard: ResolvedStoryboard;
  /** Every shot of the film as written, those that a budget dropped as well. */
  readonly shots: Iterable<string>;
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
  readonly catalogue: Catalogue;
  readonly memory: TakeMemory;
};

/** The lock file after a run: the picked takes that are there now, and what was locked of all other shots. */
export function lockTakes(input: LockInput): LockFile {
  const { old, picks, storyboard, shots, outcomes, catalogue } = input;
  const picked = new Map(storyboard.shots.map((shot) => [shot.id, pickedTake({ picks }, shot)]));
  const seeds = seedsOf(input.plan);
  const made = new Map<string, LockedShot>();
  for (const outcome of outcomes) {
    if (outcome.status !== 'succeeded' || outcome.take !== picked.get(outcome.shot)) continue;
    const locked = lockedShot(outcome, { ...input, seed: seeds.get(`${outcome.id} ${outcome.provider}`) });
    if (locked !== undefined) made.set(outcome.shot, locked);
  }
  const isLocal = (provider: string) => catalogue.find(({ id }) => id === provider)?.local === true;
  return mergeLock({ old, made, shots, isLocal });
}

/** A seed is the same whatever a follower was bound to when it was made; only its provider decides. */
function seedsOf(plan: Plan): ReadonlyMap<string, number | undefined> {
  return new Map(
    plan.takes.flatMap(({ id, routes }) =>
      routes.map(({ provider, request }) => [`${id} ${provider}`, request.seed] as const),
    ),
  );
}

type Succeeded = Outcome & { readonly status: 'succeeded' };

/** Absent for footage that only the old lock file knew: its entry stays as it is. */
function lockedShot(
  outcome: Succeeded,
  { memory, seed }: LockInput & { readonly seed: number | undefined },
): LockedShot | undefined {
  const { fingerprint, artifact, take } = outcome;
  const known = memory.takeOf(fingerprint);
  if (known === undefined || known.artifact !== artifact) return undefined;
  const { job, cost } = known.job === undefined ? DRAWN : paidFor(known.job, memory);
  return {
    take,
    fingerprint,
    sha256: artifact,
    provider: known.provider,
    ...(known.origin === undefined ? {} : { origin: known.origin }),
    model: known.model,
    ...(job === undefined ? {} : { job }),
    ...(seed === undefined ? {} : { seed }),
    ...(cost === undefined ? {} : { cost }),
    made: known.made.slice(0, 10),
  };
}

type Paid = { readonly job: string | undefined; readonly cost: MicroUsd | undefined };

const DRAWN: Paid = { job: undefined, cost: microUsd(0) };

function paidFor(job: string, memory: TakeMemory): Paid {
  const known = memory.jobOf(job);
  return { job: known?.operation?.job, cost: known?.charged ?? known?.reserved };
}
