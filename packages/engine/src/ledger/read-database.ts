import { type BigIntStats, lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { diskReason } from '../files/disk-reason.ts';
import { errorCode } from '../files/error-code.ts';
import { isEmptyDatabase, refuseAltered, refuseForeign } from './check-database.ts';
import { damagedLedger, LEDGER_FILE, ledgerUnusable, readingTrouble } from './ledger-trouble.ts';
import { loadSqlite } from './load-sqlite.ts';

/**
 * Reads from the ledger of a store without writing anything beside it; absent where there is none, or nothing in it.
 *
 * @throws StoryboardError `store-unusable` where it is damaged, or not a ledger of this program
 */
export function readDatabase<T>(storeFolder: string, read: (database: DatabaseSync) => T): T | undefined {
  const file = join(storeFolder, LEDGER_FILE);
  try {
    const before = stateOf(storeFolder, file);
    if (before === undefined) return undefined;
    if (before.endsWith(QUIET)) {
      const quiet = attempt(() => readFrom(storeFolder, asItIs(file), read));
      if (stateOf(storeFolder, file) === before) return quiet();
    }
    return readFrom(storeFolder, file, read);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError) {
      throw damagedLedger(storeFolder, error);
    }
    throw readingTrouble(storeFolder, error);
  }
}

/**
 * A ledger that nobody has open has no log beside it. SQLite would make one to read it, which needs a folder that can be
 * written; so it is read as a file that nobody changes, and what was read counts if nobody did.
 */
function asItIs(file: string): URL {
  const url = pathToFileURL(file);
  url.search = '?immutable=1';
  return url;
}

const QUIET = ' without a log';

function stateOf(storeFolder: string, file: string): string | undefined {
  const stats = statsOf(storeFolder, file);
  if (stats === undefined) return undefined;
  if (!stats.isFile()) throw ledgerUnusable(storeFolder, 'it is no file');
  const log = statsOf(storeFolder, `${file}-wal`);
  const state = `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
  return log === undefined || log.size === 0n ? `${state}${QUIET}` : `${state} ${log.size} ${log.mtimeNs}`;
}

/** Absent where nothing is, also because a file stands where the store's folder would be. */
function statsOf(storeFolder: string, file: string): BigIntStats | undefined {
  try {
    return lstatSync(file, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return undefined;
    throw ledgerUnusable(storeFolder, diskReason(error), undefined, error);
  }
}

function readFrom<T>(
  storeFolder: string,
  location: string | URL,
  read: (database: DatabaseSync) => T,
): T | undefined {
  const { DatabaseSync } = loadSqlite();
  using database = new DatabaseSync(location, { readOnly: true, timeout: PATIENCE_MS });
  database.exec('PRAGMA trusted_schema = OFF; BEGIN');
  refuseForeign(storeFolder, database);
  if (isEmptyDatabase(database)) return undefined;
  refuseAltered(storeFolder, database);
  return read(database);
}

/** A reader waits only while a log is being restored after a crash. */
const PATIENCE_MS = 5000;

/** Does something now, to be told later how it went. */
function attempt<T>(work: () => T): () => T {
  try {
    const value = work();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
