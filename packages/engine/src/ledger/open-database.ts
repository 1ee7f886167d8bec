import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { LEDGER_FILE, ledgerUnusable } from './ledger-trouble.ts';
import { APPLICATION_ID, LEDGER_VERSION } from './ledger-version.ts';
import { loadSqlite } from './load-sqlite.ts';
import { SCHEMA } from './schema.ts';

/** How long a transaction waits for those of other processes; each takes milliseconds. */
const PATIENCE_MS = 30_000;

/**
 * Opens the ledger's database to write, and makes it where it is missing: write-ahead log, one sync to the disk for every
 * transaction.
 *
 * @throws StoryboardError `store-unusable` for a file that is no ledger or a newer one, or what SQLite throws
 */
export function openDatabase(storeFolder: string): DatabaseSync {
  for (const suffix of ['', '-wal', '-shm']) refuseUnlessFile(storeFolder, `${LEDGER_FILE}${suffix}`);
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
      if (versionOf(database) === 0) createTables(database);
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

/**
 * Refuses a database that no storyboard, or a newer one, has written.
 *
 * @throws StoryboardError `store-unusable`
 */
export function refuseForeign(storeFolder: string, database: DatabaseSync): void {
  const version = versionOf(database);
  const application = numberOf(database, 'application_id');
  if (application === APPLICATION_ID && version > LEDGER_VERSION) {
    throw ledgerUnusable(storeFolder, 'a newer storyboard has written it', 'Update storyboard.');
  }
  if (application === APPLICATION_ID && version > 0) return;
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as {
    tables: number;
  };
  if (application !== 0 || version !== 0 || tables > 0) {
    throw ledgerUnusable(storeFolder, 'it is a database of another program');
  }
}

/** Whether nothing was ever written to a database. */
export function isEmptyDatabase(database: DatabaseSync): boolean {
  return versionOf(database) === 0;
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

/** Two processes that make the ledger at once may meet here, where SQLite does not wait by itself. */
function useWriteAheadLog(database: DatabaseSync): void {
  for (let tries = 1; ; tries += 1) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (tries === WAL_TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_PAUSE_MS);
    }
  }
}

const WAL_TRIES = 50;
const WAL_PAUSE_MS = 20;

function createTables(database: DatabaseSync): void {
  for (const statement of SCHEMA) database.exec(statement);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${LEDGER_VERSION}`);
}

/** A ledger may come with a stranger's project, and must not do what ours does not. */
function refuseAltered(storeFolder: string, database: DatabaseSync): void {
  const rows = database.prepare('SELECT type, sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  const found = new Set(rows.map(({ sql }) => sql));
  const strange = rows.some(({ type, sql }) => type === 'trigger' && !SCHEMA.includes(String(sql)));
  if (strange || !SCHEMA.every((statement) => found.has(statement))) {
    throw ledgerUnusable(storeFolder, 'its tables are not as storyboard made them');
  }
}

function refuseUnlessFile(storeFolder: string, name: string): void {
  const stats = lstatSync(join(storeFolder, name), { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) {
    throw ledgerUnusable(
      storeFolder,
      `${name} is no file`,
      'Remove it, or set STORYBOARD_DIR to another folder.',
    );
  }
}

function versionOf(database: DatabaseSync): number {
  return numberOf(database, 'user_version');
}

function numberOf(database: DatabaseSync, pragma: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
}
