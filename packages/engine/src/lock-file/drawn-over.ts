import {
  type Catalogue,
  type LockFile,
  type Outcome,
  pickedTake,
  type ResolvedStoryboard,
} from '@storyboard/core';

/** Ids of shots that are drawings in a film, while the lock file keeps a take of them that a provider was paid for. */
export function drawnOver(
  lock: LockFile,
  made: { readonly storyboard: ResolvedStoryboard; readonly outcomes: readonly Outcome[] },
  catalogue: Catalogue,
): readonly string[] {
  const isLocal = (provider: string) => catalogue.find(({ id }) => id === provider)?.local === true;
  const picks = new Map([...lock.shots].map(([shot, { take }]) => [shot, take]));
  return made.storyboard.shots.flatMap((shot) => {
    const locked = lock.shots.get(shot.id);
    const taken = made.outcomes.find(
      (outcome) => outcome.shot === shot.id && outcome.take === pickedTake({ picks }, shot),
    );
    if (locked === undefined || taken?.status !== 'succeeded') return [];
    return isLocal(taken.provider) && !isLocal(locked.provider) ? [shot.id] : [];
  });
}
