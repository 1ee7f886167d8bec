import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Held } from '@storyboard/core';
import pLimit from 'p-limit';
import { holdsArtifact } from '../artifacts/artifact-store.ts';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';
import { storeUnusable } from '../artifacts/store-unusable.ts';
import { readRegularFile } from '../files/read-regular-file.ts';
import { writeWholeFile } from '../files/write-whole-file.ts';
import { readHeld as readLedgerHeld } from '../ledger/read-ledger.ts';
import { readTakeRecord, type TakeRecord, writeTakeRecord } from './take-record.ts';

/** How many records are read at once. */
const CONCURRENT_READS = 32;

/** Many times the length of any record; a store may come with a stranger's project, and hold anything. */
const MOST_RECORD_BYTES = 64 * 1024;

/**
 * What the store holds, as planning needs it. A record that is damaged, or whose footage is gone or cut short, counts as
 * not held; so does a store that is not there.
 */
export async function readHeld(store: StoreFolder, film: string): Promise<Held> {
  const known = readLedgerHeld(store.path, film);
  let names: readonly string[];
  try {
    names = await readdir(store.takes);
  } catch {
    return known;
  }
  const limit = pLimit(CONCURRENT_READS);
  const records = await limit.map(names, (name) => readHeldRecord(store, name));
  const artifacts = new Map(
    records
      .filter((record) => record !== undefined)
      .map(({ fingerprint, artifact, drawnAs }) => [fingerprint, { artifact, drawnAs }] as const),
  );
  return { ...known, artifacts: new Map([...artifacts, ...known.artifacts]) };
}

/**
 * Remembers a take whose footage is stored.
 *
 * @throws StoryboardError `store-unusable`
 */
export async function recordTake(store: StoreFolder, record: TakeRecord): Promise<void> {
  try {
    await writeWholeFile(recordFile(store, record.fingerprint), writeTakeRecord(record), store.temporary);
  } catch (error) {
    throw storeUnusable(store.path, error);
  }
}

async function readHeldRecord(store: StoreFolder, name: string): Promise<TakeRecord | undefined> {
  try {
    const read = readRegularFile(join(store.takes, name), MOST_RECORD_BYTES);
    if (!read.regular || read.bytes === undefined) return undefined;
    const record = readTakeRecord(new TextDecoder().decode(read.bytes));
    if (record === undefined || name !== `${record.fingerprint}.json`) return undefined;
    return (await holdsArtifact(store, record)) ? record : undefined;
  } catch {
    return undefined;
  }
}

function recordFile(store: StoreFolder, fingerprint: string): string {
  return join(store.takes, `${fingerprint}.json`);
}
