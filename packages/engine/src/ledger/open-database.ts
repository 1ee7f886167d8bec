import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
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

/** How long a transaction waits for those of other processes; each takes milliseconds. */
const PATIENCE_MS = 10_000;

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
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(join(storeFolder, LEDGER_FILE), {
    enableForeignKeyConstraints: true,
    timeout: PATIENCE_MS,
  });
  try {
    database.exec('PRAGMA trusted_schema = OFF');
    refuseForeign(storeFolder, database);
    useWriteAheadLog(database);
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
 * A ledger has a write-ahead log, and a rollback journal only for the moment in which it is made. One that stays came with
 * a stranger's project: playing it back changes the ledger, and some versions of SQLite delete the file that it names.
 */
function refuseJournal(storeFolder: string): void {
  for (let tries = 1; isJournalThere(storeFolder); tries += 1) {
    if (tries === WAL_TRIES) {
      const name = `${LEDGER_FILE}-journal`;
      throw ledgerUnusable(
        storeFolder,
        `${name} lies beside it, which storyboard does not leave there`,
        `Remove ${name}. If the project is not yours, do not trust its ledger either.`,
      );
    }
    pause();
  }
}

/** Beside an empty file SQLite throws a journal away unread. */
function isJournalThere(storeFolder: string): boolean {
  const size = statsOf(storeFolder, LEDGER_FILE)?.size ?? 0;
  return size > 0 && statsOf(storeFolder, `${LEDGER_FILE}-journal`) !== undefined;
}

/** Two processes that make the ledger at once may meet here, where SQLite does not wait by itself. */
function useWriteAheadLog(database: DatabaseSync): void {
  for (let tries = 1; ; tries += 1) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (tries === WAL_TRIES) throw error;
      pause();
    }
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_PAUSE_MS);
}

const WAL_TRIES = 50;
const WAL_PAUSE_MS = 20;

function createTables(database: DatabaseSync): void {
  for (const statement of SCHEMA) database.exec(statement);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${LEDGER_VERSION}`);
}

function refuseUnlessFile(storeFolder: string, name: string): void {
  const stats = statsOf(storeFolder, name);
  if (stats !== undefined && !stats.isFile()) {
    throw ledgerUnusable(
      storeFolder,
      `${name} is no file`,
      'Remove it, or set STORYBOARD_DIR to another folder.',
    );
  }
}

function statsOf(storeFolder: string, name: string): Stats | undefined {
  return lstatSync(join(storeFolder, name), { throwIfNoEntry: false });
}
