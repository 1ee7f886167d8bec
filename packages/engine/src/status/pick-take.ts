import { join } from 'node:path';
import { type LockedShot, type LockFile, StoryboardError, type TotalCost, totalCost } from '@storyboard/core';
import { filmId } from '../ledger/film-id.ts';
import { readLedger } from '../ledger/read-ledger.ts';
import { lockPath } from '../lock-file/lock-path.ts';
import { lockTakes } from '../lock-file/lock-takes.ts';
import { writeLock } from '../lock-file/write-lock.ts';
import {
  knownShots,
  type PlannedRender,
  type PlannedStoryboard,
  type PlanOptions,
  planStoryboard,
} from '../plan/plan-storyboard.ts';

/** Takes that a render makes anew, by id, and what they cost at most. */
export type MadeAnew = { readonly takes: readonly string[]; readonly total: TotalCost };

/** What was picked, or what is wrong with the storyboard. */
export type Picked = Pick<PlannedStoryboard, 'project' | 'texts' | 'diagnostics'> &
  (
    | {
        readonly ok: true;
        /** Absolute path. */
        readonly lockFile: string;
        readonly locked: LockedShot;
        /** The take that was in the film before; absent where none was. */
        readonly before: number | undefined;
        /** Takes of shots that go on from the picked one: they were there, and the next render makes them anew. */
        readonly madeAnew: MadeAnew;
      }
    | { readonly ok: false }
  );

/**
 * Chooses the take of a shot that is in the film, and writes it into the lock file. Costs nothing by
 * itself; what goes on from another take of the shot has to be made anew.
 *
 * @param file as the user typed it
 * @param take counted from 1
 * @throws StoryboardError `usage` where there is no such shot or take, or it is not made; `lock-unusable`,
 *   `store-unusable`
 */
export async function pickTake(
  file: string,
  options: PlanOptions,
  shot: string,
  take: number,
): Promise<Picked> {
  const planned = await planStoryboard(file, { ...options, asWritten: true });
  const { project, texts, diagnostics } = planned;
  if (!planned.ok) return { ok: false, project, texts, diagnostics };
  const film = filmId(join(project.folder, project.root), planned.storeFolder);
  const lock = lockWith(planned, film, options, shot, take);
  const locked = lock.shots.get(shot);
  if (locked === undefined) throw notMade(shot, take);
  await writeLock(project, lock, planned.lock);
  const before = planned.lock?.shots.get(shot)?.take;
  const madeAnew = await takesMadeAnew(file, options, planned);
  return { ok: true, project, texts, diagnostics, lockFile: lockPath(project), locked, before, madeAnew };
}

/** What was there before the pick and is to be made after it. */
async function takesMadeAnew(
  file: string,
  options: PlanOptions,
  { plan, storyboard }: PlannedRender,
): Promise<MadeAnew> {
  const there = new Set(plan.takes.flatMap(({ id, action }) => (action === 'generate' ? [] : [id])));
  const goesOn = storyboard.shots.some(({ continues }) => continues !== undefined);
  const planned = goesOn ? await planStoryboard(file, { ...options, asWritten: true }) : undefined;
  const takes = planned?.ok === true ? planned.plan.takes : [];
  const anew = takes.flatMap((take) => (take.action === 'generate' && there.has(take.id) ? [take] : []));
  return { takes: anew.map(({ id }) => id), total: totalCost(anew.map(({ cost }) => cost)) };
}

function lockWith(
  planned: PlannedRender,
  film: string,
  { catalogue }: PlanOptions,
  shot: string,
  take: number,
): LockFile {
  const { plan, storyboard, lock, written, storeFolder } = planned;
  knownShots([shot], storyboard);
  const takes = plan.takes.filter((one) => one.shot === shot);
  const found = takes.find((one) => one.take === take);
  if (found === undefined) {
    throw new StoryboardError('usage', `Shot ${shot} has no take ${take}.`, {
      hint: takes.length === 1 ? 'It has one take.' : `It has takes 1 to ${takes.length}.`,
    });
  }
  if (found.action !== 'reuse') throw notMade(shot, take);
  const { artifact, fingerprint, provider } = found;
  // Footage that only the lock file knows is in it already, perhaps for another shot.
  const known = [...(lock?.shots.values() ?? [])].find(
    (locked) => locked.fingerprint === fingerprint && locked.sha256 === artifact,
  );
  const others = new Map([...(lock?.shots ?? [])].filter(([id]) => id !== shot));
  const reading = readLedger(storeFolder, film);
  const made = lockTakes({
    // Without the shot's own entry: a person may well choose a drawing over what was paid for.
    old: { shots: known === undefined ? others : new Map([...others, [shot, { ...known, take }]]) },
    picks: new Map([...planned.picks, [shot, take]]),
    storyboard,
    shots: written,
    plan,
    outcomes: [
      {
        id: found.id,
        shot,
        take,
        status: 'succeeded',
        artifact,
        fingerprint,
        provider,
        reused: true,
        cost: undefined,
      },
    ],
    catalogue,
    memory: {
      takeOf: (wanted) => reading.takes.get(wanted),
      jobOf: (job) => reading.jobs.find((one) => one.job === job),
    },
  });
  return made;
}

function notMade(shot: string, take: number): StoryboardError {
  return new StoryboardError('usage', `Take ${take} of shot ${shot} is not made yet.`, {
    hint: 'Render the storyboard first.',
  });
}
