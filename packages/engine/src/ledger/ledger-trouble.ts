import { isStoryboardError, StoryboardError } from '@storyboard/core';
import { storeUnusable } from '../artifacts/store-unusable.ts';
import { diskReason } from '../files/disk-reason.ts';
import { errorCode } from '../files/error-code.ts';

/** Name of the ledger's file in the store's folder. */
export const LEDGER_FILE = 'ledger.sqlite';

const RECORD_HINT =
  'It is the record of what was paid for, so nothing is submitted without it. Bring it back from a backup; where there is none, move it away: storyboard then no longer knows what was paid.';

/** Primary result codes of SQLite that the disk is the reason of, as the system's codes for the same. */
const DISK_CODES: ReadonlyMap<number, string> = new Map([
  [3, 'EACCES'],
  [8, 'EACCES'],
  [10, 'EIO'],
  [13, 'ENOSPC'],
  [14, 'EACCES'],
]);

const BUSY = 5;
const DAMAGED: ReadonlySet<number> = new Set([11, 26]);

/** The error of a run whose ledger cannot be used, by what SQLite met; what is no error of SQLite is given back. */
export function ledgerTrouble(storeFolder: string, thrown: unknown): unknown {
  const code = sqliteCode(thrown);
  if (code === undefined) return thrown;
  const primary = code & 0xff;
  if (DAMAGED.has(primary)) return damagedLedger(storeFolder, thrown);
  if (primary === BUSY) {
    return ledgerUnusable(
      storeFolder,
      'another program keeps it locked',
      'Try again once that program is done.',
      thrown,
    );
  }
  const reason = DISK_CODES.get(primary);
  if (reason === undefined) return thrown;
  return storeUnusable(
    storeFolder,
    Object.assign(new Error(String(thrown), { cause: thrown }), { code: reason }),
  );
}

/** The same of a run that only reads it. */
export function readingTrouble(storeFolder: string, thrown: unknown): unknown {
  const code = sqliteCode(thrown);
  const system = code === undefined ? errorCode(thrown) : DISK_CODES.get(code & 0xff);
  if (isStoryboardError(thrown) || system === undefined || system.startsWith('ERR_'))
    return ledgerTrouble(storeFolder, thrown);
  const why = diskReason(Object.assign(new Error(String(thrown)), { code: system }));
  const hint = 'Allow reading it, or set STORYBOARD_DIR to another folder.';
  return ledgerUnusable(storeFolder, why, hint, thrown);
}

/** Whether SQLite threw because somebody else holds a lock. */
export function isBusy(thrown: unknown): boolean {
  const code = sqliteCode(thrown);
  return code !== undefined && (code & 0xff) === BUSY;
}

/** The error of a run whose ledger is no longer what was written. */
export function damagedLedger(storeFolder: string, cause?: unknown): StoryboardError {
  return ledgerUnusable(storeFolder, 'it is damaged', RECORD_HINT, cause);
}

/** The error of a run whose ledger cannot be used, with why and what to do. */
export function ledgerUnusable(
  storeFolder: string,
  why: string,
  hint: string = RECORD_HINT,
  cause?: unknown,
): StoryboardError {
  return new StoryboardError(
    'store-unusable',
    `The ledger ${storeFolder}/${LEDGER_FILE} cannot be used: ${why}.`,
    {
      hint,
      ...(cause === undefined ? {} : { cause }),
    },
  );
}

function sqliteCode(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('errcode' in thrown)) return undefined;
  return typeof thrown.errcode === 'number' ? thrown.errcode : undefined;
}
