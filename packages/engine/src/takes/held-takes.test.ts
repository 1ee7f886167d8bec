import { readdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NOTHING_HELD } from '@storyboard/core';
import { expect, test } from 'vitest';
import { artifactFile, storeArtifact } from '../artifacts/artifact-store.ts';
import { openStoreFolder, type StoreFolder, storeFolderAt } from '../artifacts/open-store-folder.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { readHeld, recordTake } from './held-takes.ts';
import type { TakeRecord } from './take-record.ts';

const [A, B, C, LABEL] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64)) as [
  string,
  string,
  string,
  string,
];

test('takes that are remembered are held, with what was drawn on them', async () => {
  await using folder = await temporaryFolder();
  const store = await openStoreFolder(folder.file('store'), { now: Date.now() });
  const made = await takeOf(store, A);
  const drawn = await takeOf(store, B, { drawnAs: LABEL });
  const held = await readHeld(store, 'film.yaml');
  expect(held).toEqual({
    ...NOTHING_HELD,
    artifacts: new Map([
      [A, { artifact: made.artifact, drawnAs: undefined }],
      [B, { artifact: drawn.artifact, drawnAs: LABEL }],
    ]),
  });
  expect(await readdir(store.temporary)).toEqual([]);
});

test('a take that is made again takes the place of the older one', async () => {
  await using folder = await temporaryFolder();
  const store = await openStoreFolder(folder.file('store'), { now: Date.now() });
  await takeOf(store, A, { drawnAs: B });
  const second = await takeOf(store, A, { drawnAs: LABEL }, 'other footage');
  expect((await readHeld(store, 'film.yaml')).artifacts.get(A)).toEqual({
    artifact: second.artifact,
    drawnAs: LABEL,
  });
});

test('a store that is not there holds nothing and is not made', async () => {
  await using folder = await temporaryFolder();
  expect(await readHeld(storeFolderAt(folder.file('store')), 'film.yaml')).toEqual(NOTHING_HELD);
  expect(await readdir(folder.path)).toEqual([]);
});

test.each<[string, (store: StoreFolder, record: TakeRecord) => Promise<void>]>([
  ['a record cut short', (store) => truncate(join(store.takes, `${A}.json`), 40)],
  ['a record that is empty', (store) => writeFile(join(store.takes, `${A}.json`), '')],
  ['a record of another format', (store, record) => rewrite(store, { ...record, format: 2 })],
  ['a record without a size', (store, record) => rewrite(store, { ...record, format: 1, sizeBytes: '9' })],
  ['a record of another take', (store, record) => rewrite(store, { ...record, format: 1, fingerprint: B })],
  ['a path for a digest', (store, record) => rewrite(store, { ...record, format: 1, artifact: '../../x' })],
  ['a list for a record', (store) => rewrite(store, [])],
  ['a link to a record', (store) => linkAway(store)],
  [
    'a record without end',
    (store, record) => rewrite(store, { ...record, format: 1, more: 'x'.repeat(70_000) }),
  ],
  ['footage that is gone', (store, { artifact }) => rm(artifactFile(store, artifact))],
  ['footage cut short', (store, { artifact }) => truncate(artifactFile(store, artifact), 3)],
])('%s is not held, and hides no other take', async (_, damage) => {
  await using folder = await temporaryFolder();
  const store = await openStoreFolder(folder.file('store'), { now: Date.now() });
  const record = await takeOf(store, A);
  await takeOf(store, C, {}, 'other footage');
  await damage(store, record);
  expect([...(await readHeld(store, 'film.yaml')).artifacts.keys()]).toEqual([C]);
});

async function takeOf(
  store: StoreFolder,
  fingerprint: string,
  more: Partial<TakeRecord> = {},
  footage = 'footage',
): Promise<TakeRecord> {
  const stored = await storeArtifact(store, bytesOf(footage), {
    accept: async () => {},
    signal: new AbortController().signal,
  });
  const record: TakeRecord = {
    ...stored,
    fingerprint,
    provider: 'house',
    model: 'house/one',
    drawnAs: undefined,
    made: '2026-11-22T05:00:00.000Z',
    ...more,
  };
  await recordTake(store, record);
  return record;
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

function rewrite(store: StoreFolder, value: unknown): Promise<void> {
  return writeFile(join(store.takes, `${A}.json`), JSON.stringify(value));
}

async function linkAway(store: StoreFolder): Promise<void> {
  const file = join(store.takes, `${A}.json`);
  await rename(file, join(store.temporary, 'record'));
  await symlink(join(store.temporary, 'record'), file);
}
