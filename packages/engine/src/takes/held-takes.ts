import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Held, NOTHING_HELD } from '@storyboard/core';
import pLimit from 'p-limit';
import { holdsArtifact } from '../artifacts/artifact-store.ts';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';
import { storeUnusable } from '../artifacts/store-unusable.ts';
import { writeWholeFile } from '../files/write-whole-file.ts';
import { readTakeRecord, type TakeRecord, writeTakeRecord } from './take-record.ts';

/** How many records are read at once. */
const CONCURRENT_READS = 32;

/**
 * What the store holds, as planning needs it. A record that is damaged, or whose footage is gone or cut short, counts as
 * not held; so does a store that is not there.
 */
export async function readHeld(store: StoreFolder): Promise<Held> {
  let names: readonly string[];
  try {
    names = await readdir(store.takes);
  } catch {
    return NOTHING_HELD;
  }
  const limit = pLimit(CONCURRENT_READS);
  const records = await limit.map(names, (name) => readHeldRecord(store, name));
  const artifacts = new Map(
    records
      .filter((record) => record !== undefined)
      .map(({ fingerprint, artifact, drawnAs }) => [fingerprint, { artifact, drawnAs }] as const),
  );
  return { ...NOTHING_HELD, artifacts };
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
    const record = readTakeRecord(await readFile(join(store.takes, name), 'utf8'));
    if (record === undefined || name !== `${record.fingerprint}.json`) return undefined;
    return (await holdsArtifact(store, record)) ? record : undefined;
  } catch {
    return undefined;
  }
}

function recordFile(store: StoreFolder, fingerprint: string): string {
  return join(store.takes, `${fingerprint}.json`);
}
