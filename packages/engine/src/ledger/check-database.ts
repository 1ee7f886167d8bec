import type { DatabaseSync } from 'node:sqlite';
import { ledgerUnusable } from './ledger-trouble.ts';
import { SCHEMA } from './schema.ts';

/** `Stor`, by which SQLite and the `file` program know a ledger. */
export const APPLICATION_ID = 0x53_74_6f_72;

/** The version of a ledger's tables. A ledger of a later one is left alone. */
export const LEDGER_VERSION = 1;

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

/**
 * Refuses tables that do not do what ours do: a ledger may come with a stranger's project.
 *
 * @throws StoryboardError `store-unusable`
 */
export function refuseAltered(storeFolder: string, database: DatabaseSync): void {
  const rows = database.prepare('SELECT type, sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  const found = new Set(rows.map(({ sql }) => sql));
  const strange = rows.some(({ type, sql }) => type === 'trigger' && !SCHEMA.includes(String(sql)));
  if (strange || !SCHEMA.every((statement) => found.has(statement))) {
    throw ledgerUnusable(storeFolder, 'its tables are not as storyboard made them');
  }
}

function versionOf(database: DatabaseSync): number {
  return numberOf(database, 'user_version');
}

function numberOf(database: DatabaseSync, pragma: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
}
