import type { LockedShot, LockFile } from './lock-file.ts';

/**
 * The lock file after a render: what was made takes the place of what was there, shots that are no longer in the
 * storyboard go, and shots of which nothing was made now stay as they were. A drawing never takes the place of a take that
 * was paid for.
 */
export function mergeLock(input: {
  /** What was there before; absent without a lock file. */
  readonly old: LockFile | undefined;
  /** Picked takes that are there now, by shot. */
  readonly made: ReadonlyMap<string, LockedShot>;
  /** Ids of the storyboard's shots. */
  readonly shots: Iterable<string>;
  /** Whether a provider draws on this machine. */
  readonly isLocal: (provider: string) => boolean;
}): LockFile {
  const { old, made, isLocal } = input;
  const shots = new Map<string, LockedShot>();
  for (const id of input.shots) {
    const before = old?.shots.get(id);
    const now = made.get(id);
    const locked = now !== undefined && before !== undefined ? newer(before, now, isLocal) : (now ?? before);
    if (locked !== undefined) shots.set(id, locked);
  }
  return { shots };
}

function newer(before: LockedShot, now: LockedShot, isLocal: (provider: string) => boolean): LockedShot {
  return isLocal(now.provider) && !isLocal(before.provider) ? before : now;
}
