import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { errorCode } from '../files/error-code.ts';
import { isBusy } from './ledger-trouble.ts';
import { loadSqlite } from './load-sqlite.ts';

/** A lock of the kernel that lives as long as the process that holds it, stopped or not. */
export type RunLock = Disposable;

const RUN = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SUFFIX = '.sqlite';

/**
 * What nobody refers to is closed by the garbage collector, and its lock is gone: a run that lives would be taken for dead.
 * So locks are referred to from here until they are given up.
 */
const held = new Set<DatabaseSync>();

/**
 * Shows others that a run lives. The caller holds the ledger's write lock, so that nobody takes the new file for that of a
 * run that is over.
 */
export function lockRun(storeFolder: string, run: string): RunLock {
  const folder = join(storeFolder, 'runs');
  try {
    mkdirSync(folder);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  const file = runFile(storeFolder, run);
  const { DatabaseSync } = loadSqlite();
  // SQLite knows how to hold a lock on every system, and that the process must not close the file elsewhere meanwhile.
  const database = new DatabaseSync(file);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw error;
  }
  held.add(database);
  return {
    [Symbol.dispose]: () => {
      if (!held.delete(database)) return;
      database.close();
      rmSync(file, { force: true });
    },
  };
}

/** Whether the process of a run lives. One whose lock cannot be read counts as living: nothing of it is taken away. */
export function isRunAlive(storeFolder: string, run: string): boolean {
  if (!RUN.test(run)) return false;
  const file = runFile(storeFolder, run);
  if (!existsSync(file)) return false;
  const { DatabaseSync } = loadSqlite();
  try {
    using database = new DatabaseSync(file, { readOnly: true });
    // A shared lock, so that several who ask at once do not take each other for the run.
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    return existsSync(file);
  }
}

/** Removes the locks of runs that are over; the caller holds the ledger's write lock. */
export function removeDeadLocks(storeFolder: string): void {
  for (const name of readNames(join(storeFolder, 'runs'))) {
    const run = name.slice(0, -SUFFIX.length);
    if (!name.endsWith(SUFFIX) || !RUN.test(run) || isRunAlive(storeFolder, run)) continue;
    const file = runFile(storeFolder, run);
    // In this order, so that nothing is left without the file that it is found by.
    rmSync(`${file}-journal`, { force: true });
    rmSync(file, { force: true });
  }
}

function runFile(storeFolder: string, run: string): string {
  return join(storeFolder, 'runs', `${run}${SUFFIX}`);
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
