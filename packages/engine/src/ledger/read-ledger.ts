import type { DatabaseSync } from 'node:sqlite';
import { type Fingerprint, type GenerationRequest, type Held, NOTHING_HELD } from '@storyboard/core';
import { holdsArtifact } from '../artifacts/artifact-store.ts';
import { heldOf } from './held-of.ts';
import { type Journal, openJournal } from './journal.ts';
import type { LedgerReading, LedgerTake } from './ledger.ts';
import { ledgerJob, stateNow } from './ledger-job.ts';
import { readDatabase } from './read-database.ts';
import { isRunAlive } from './run-lock.ts';
import { SELECT_TAKE, type TakeRow, takeIn } from './take-row.ts';
import { readVisible } from './visible-record.ts';

/**
 * What a store holds, as planning needs it: takes of every film in it, and what one film has cost. A take whose file is
 * gone or of another size is not held. Writes nothing; a ledger that is not there holds nothing.
 *
 * @param film `filmId` of the storyboard
 * @throws StoryboardError `store-unusable` where the ledger is damaged, or not one of this program
 */
export function readHeld(storeFolder: string, film: string): Held {
  return readDatabase(storeFolder, (database) => readWhole(storeFolder, film, database).held) ?? NOTHING_HELD;
}

/**
 * The same with every job and take of the store.
 *
 * @throws StoryboardError as `readHeld` does
 */
export function readLedger(storeFolder: string, film: string): LedgerReading {
  const reading = readDatabase(storeFolder, (database) => {
    const { held, takes, journal, isAlive } = readWhole(storeFolder, film, database);
    const request = database.prepare('SELECT request FROM job WHERE job = ?');
    const jobs = [...journal.jobs.values()].map((record) => {
      const text = String(request.get(record.job)?.['request']);
      return ledgerJob(record, stateNow(record, isAlive), readVisible(text) as GenerationRequest);
    });
    const work = database.prepare('SELECT job, run FROM work').all();
    const atWork = work.filter(({ run }) => isAlive(String(run))).map(({ job }) => String(job));
    return { held, takes, jobs, atWork: new Set(atWork) };
  });
  return reading ?? { held: NOTHING_HELD, takes: new Map(), jobs: [], atWork: new Set() };
}

function readWhole(
  storeFolder: string,
  film: string,
  database: DatabaseSync,
): {
  readonly held: Held;
  readonly takes: ReadonlyMap<Fingerprint, LedgerTake>;
  readonly journal: Journal;
  readonly isAlive: (run: string) => boolean;
} {
  const journal = openJournal(database);
  journal.catchUp();
  const takes = new Map<Fingerprint, LedgerTake>();
  for (const row of database.prepare(`${SELECT_TAKE} ORDER BY seq`).iterate()) {
    const take = takeIn(row as TakeRow);
    if (DIGEST.test(take.artifact)) takes.set(take.fingerprint, take);
  }
  const alive = new Map<string, boolean>();
  const isAlive = (run: string): boolean => {
    const known = alive.get(run) ?? isRunAlive(storeFolder, run);
    alive.set(run, known);
    return known;
  };
  const isStored = (take: LedgerTake) => holdsArtifact({ path: storeFolder }, take);
  const jobs = journal.jobs.values();
  return { held: heldOf({ jobs, takes: takes.values(), film, isAlive, isStored }), takes, journal, isAlive };
}

/** A ledger may come with a stranger's project; an artifact's name becomes a path. */
const DIGEST = /^[0-9a-f]{64}$/;
