import { randomUUID } from 'node:crypto';
import { constants, copyFileSync, linkSync, lstatSync, mkdirSync, rmSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { errorCode } from '../files/error-code.ts';
import {
  APPLICATION_ID,
  isEmptyDatabase,
  LEDGER_VERSION,
  refuseAltered,
  refuseForeign,
} from './check-database.ts';
import { LEDGER_FILE, ledgerUnusable } from './ledger-trouble.ts';
import { loadSqlite } from './load-sqlite.ts';
import { SCHEMA } from './schema.ts';

/** How long a transaction waits for those of other processes: each takes milliseconds, on a bad disk a second. */
const PATIENCE_MS = 60_000;

/**
 * Opens the ledger's database to write, and makes it where it is missing: write-ahead log, one sync to the disk for every
 * transaction.
 *
 * @throws StoryboardError `store-unusable` for a file that is no ledger or a newer one, or what SQLite throws
 */
export function openDatabase(storeFolder: string): DatabaseSync {
  for (const suffix of ['', '-wal', '-shm', '-journal'])
    refuseUnlessFile(storeFolder, `${LEDGER_FILE}${suffix}`);
  refuseJournal(storeFolder);
  const file = join(storeFolder, LEDGER_FILE);
  if (statsOf(file) === undefined) makeLedger(storeFolder, file);
  return openAt(storeFolder, file);
}

/**
 * Makes the ledger elsewhere and shows it whole: of several processes that make it at once, one is first and the others
 * use what it made, and nobody ever meets a half-made one.
 */
function makeLedger(storeFolder: string, file: string): void {
  const folder = join(storeFolder, 'tmp');
  if (statsOf(folder) === undefined) makeUnlessThere(() => mkdirSync(folder));
  const draft = join(folder, `${randomUUID()}.sqlite`);
  try {
    openAt(storeFolder, draft).close();
    makeUnlessThere(() => {
      try {
        linkSync(draft, file);
      } catch (error) {
        if (errorCode(error) === 'EEXIST') throw error;
        // Not every disk has links. Who meets the copy half-made refuses it, before anything is paid for.
        copyFileSync(draft, file, constants.COPYFILE_EXCL);
      }
    });
  } finally {
    rmSync(draft, { force: true });
  }
}

function makeUnlessThere(make: () => void): void {
  try {
    make();
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

function openAt(storeFolder: string, file: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: PATIENCE_MS });
  try {
    database.exec('PRAGMA trusted_schema = OFF');
    refuseForeign(storeFolder, database);
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
    inTransaction(database, () => {
      if (isEmptyDatabase(database)) createTables(database);
    });
    refuseAltered(storeFolder, database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Does some work while nobody else writes; durable when it returns, and as if never begun when it throws. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  return finish(database, work);
}

/** Reads from one state of the ledger, whatever others write meanwhile. */
export function inSnapshot<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('BEGIN');
  return finish(database, work);
}

function finish<T>(database: DatabaseSync, work: () => T): T {
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // After some errors SQLite has ended the transaction by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * A ledger has a write-ahead log, never a rollback journal. One beside it came with a stranger's project: playing it back
 * changes the ledger, and some versions of SQLite delete the file that it names. Beside an empty file SQLite throws it
 * away unread.
 */
function refuseJournal(storeFolder: string): void {
  const name = `${LEDGER_FILE}-journal`;
  const size = statsOf(join(storeFolder, LEDGER_FILE))?.size ?? 0;
  if (size === 0 || statsOf(join(storeFolder, name)) === undefined) return;
  throw ledgerUnusable(
    storeFolder,
    `${name} lies beside it, which storyboard does not leave there`,
    `Remove ${name}. If the project is not yours, do not trust its ledger either.`,
  );
}

function createTables(database: DatabaseSync): void {
  for (const statement of SCHEMA) database.exec(statement);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${LEDGER_VERSION}`);
}

function refuseUnlessFile(storeFolder: string, name: string): void {
  const stats = statsOf(join(storeFolder, name));
  if (stats !== undefined && !stats.isFile()) {
    throw ledgerUnusable(
      storeFolder,
      `${name} is no file`,
      'Remove it, or set STORYBOARD_DIR to another folder.',
    );
  }
}

function statsOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}
