import { type Digest, pickedTake, type ResolvedShot } from '@storyboard/core';
import pLimit from 'p-limit';
import { verifyArtifact } from '../artifacts/artifact-store.ts';
import type { PlannedRender } from '../plan/plan-storyboard.ts';
import type { FrozenProblem } from './render-options.ts';

/** How many files are hashed at once; more only makes the disk seek. */
const CONCURRENT_HASHES = 4;

/** What the film of a lock file is made of: the footage of each shot, and why some have none. */
export type Frozen = {
  readonly takes: ReadonlyMap<string, { readonly take: number; readonly artifact: Digest }>;
  /** In the order of the film. */
  readonly problems: readonly FrozenProblem[];
};

/**
 * Looks for the footage of every shot of a plan that was made of the lock file alone: each locked take must be a take of
 * the storyboard as it stands, and its file in the store must be whole.
 *
 * @throws StoryboardError `store-unusable` when a file cannot be read, or the interruption
 */
export async function findFrozen(
  planned: Pick<PlannedRender, 'plan' | 'storyboard' | 'lock' | 'picks' | 'storeFolder'>,
  signal?: AbortSignal,
): Promise<Frozen> {
  const { storyboard } = planned;
  const takes = new Map<string, { readonly take: number; readonly artifact: Digest }>();
  const problems = new Map<string, FrozenProblem>();
  for (const shot of storyboard.shots) {
    const found = lockedTake(shot, planned, problems);
    if ('reason' in found) problems.set(shot.id, found);
    else takes.set(shot.id, found);
  }
  const store = { path: planned.storeFolder };
  const limit = pLimit(CONCURRENT_HASHES);
  await limit.map([...takes], async ([shot, { artifact }]) => {
    if (await verifyArtifact(store, artifact, signal)) return;
    takes.delete(shot);
    problems.set(shot, {
      shot,
      reason: `its footage ${artifact.slice(0, 12)}… is not in the store, or damaged there`,
      hint: `Bring objects/${artifact.slice(0, 2)}/${artifact}.mp4 into ${planned.storeFolder}.`,
    });
  });
  return { takes, problems: storyboard.shots.flatMap(({ id }) => problems.get(id) ?? []) };
}

function lockedTake(
  shot: ResolvedShot,
  { plan, lock, picks }: Parameters<typeof findFrozen>[0],
  problems: ReadonlyMap<string, FrozenProblem>,
): { readonly take: number; readonly artifact: Digest } | FrozenProblem {
  const { id } = shot;
  const hint = `Render without --frozen to make it: storyboard plan says what that costs.`;
  const locked = lock?.shots.get(id);
  if (locked === undefined) return { shot: id, reason: 'the lock file does not have it', hint };
  const { take } = locked;
  if (take !== pickedTake({ picks }, shot)) {
    return {
      shot: id,
      reason: `the lock file has take ${take} of it, the storyboard has ${shot.takes}`,
      hint,
    };
  }
  const planned = plan.takes.find((one) => one.shot === id && one.take === take);
  if (planned?.action === 'reuse' && planned.fingerprint === locked.fingerprint) {
    return { take, artifact: locked.sha256 };
  }
  const before = shot.continues?.shot;
  const reason =
    before !== undefined && problems.has(before)
      ? `it goes on from ${before}, which is not what the lock file has`
      : 'it, or what it refers to, was changed since it was locked';
  return { shot: id, reason, hint };
}
