import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { asNobody } from '../testing/as-nobody.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { artifactFile, holdsArtifact, storeArtifact, verifyArtifact } from './artifact-store.ts';
import { openStoreFolder } from './open-store-folder.ts';
import { storeUnusable } from './store-unusable.ts';

const HOUR_MS = 3_600_000;
const signal = new AbortController().signal;
const accept = async () => {};

test('bytes are stored under their digest and can be verified', async () => {
  await using folder = await temporaryFolder();
  const store = await openStoreFolder(folder.file('.storyboard'), { now: Date.now() });
  const artifact = createHash('sha256').update('one two three').digest('hex');
  const looked: string[] = [];
  const stored = await storeArtifact(store, pieces('one ', 'two ', 'three'), {
    signal,
    accept: async (file) => void looked.push(await readFile(file, 'utf8')),
  });
  expect(stored).toEqual({ artifact, sizeBytes: 13 });
  expect(looked).toEqual(['one two three']);
  const file = folder.file(`.storyboard/objects/${artifact.slice(0, 2)}/${artifact}.mp4`);
  expect(artifactFile(store, artifact)).toBe(file);
  expect(await readFile(file, 'utf8')).toBe('one two three');
  expect(holdsArtifact(store, stored)).toBe(true);
  expect(await verifyArtifact(store, artifact)).toBe(true);
  expect(await readdir(store.temporary)).toEqual([]);
});

test('a file that was cut short is not held, one that was changed fails when it is verified', async () => {
  await using folder = await temporaryFolder();
  const store = await openStoreFolder(folder.file('store'), { now: Date.now() });
  const stored = await storeArtifact(store, pieces('one two three'), { signal, accept });
  await writeFile(artifactFile(store, stored.artifact), 'one two threE');
  expect(holdsArtifact(store, stored)).toBe(true);
  expect(await verifyArtifact(store, stored.artifact)).toBe(false);
  await writeFile(artifactFile(store, stored.artifact), 'one two');
  expect(holdsArtifact(store, stored)).toBe(false);
  // Made again, it is mended.
  await storeArtifact(store, pieces('one two three'), { signal, accept });
  expect(await verifyArtifact(store, stored.artifact)).toBe(true);
  expect(await verifyArtifact(store, '0'.repeat(64))).toBe(false);
});

test.each<[string, (file: string) => unknown]>([
  ['a link to a device that never ends', (file) => symlink('/dev/zero', file)],
  ['a link to the very bytes', (file) => symlink('../../../outside.mp4', file)],
  ['a link to itself', (file) => symlink(file, file)],
  ['a pipe that nobody writes to', (file) => execFileSync('mkfifo', [file])],
  ['a folder', (file) => mkdir(file)],
])('%s is no file of the store, and is not waited for', async (_, plant) => {
  await using folder = await temporaryFolder({ 'outside.mp4': 'one two three' });
  const artifact = createHash('sha256').update('one two three').digest('hex');
  const file = artifactFile({ path: folder.file('store') }, artifact);
  await mkdir(dirname(file), { recursive: true });
  await plant(file);
  const started = performance.now();
  expect(await verifyArtifact({ path: folder.file('store') }, artifact, AbortSignal.timeout(40_000))).toBe(
    false,
  );
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('what is refused, breaks off or is stopped leaves nothing behind', async () => {
  await using folder = await temporaryFolder();
  const store = await openStoreFolder(folder.file('store'), { now: Date.now() });
  const refused = storeArtifact(store, pieces('not a film'), {
    signal,
    accept: async () => {
      throw new Error('This is no film.');
    },
  });
  await expect(refused).rejects.toThrow('This is no film.');
  async function* breakingOff() {
    yield Buffer.from('some');
    throw new Error('The line broke.');
  }
  await expect(storeArtifact(store, breakingOff(), { signal, accept })).rejects.toThrow('The line broke.');
  const stop = new AbortController();
  async function* hanging() {
    yield Buffer.from('some');
    setTimeout(() => stop.abort(), 20);
    await new Promise(() => {});
  }
  const stopped = storeArtifact(store, hanging(), { signal: stop.signal, accept });
  await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
  expect(await readdir(store.temporary)).toEqual([]);
  expect(await readdir(store.objects)).toEqual([]);
});

test('the store keeps itself out of git and leaves a rule of the user as it is', async () => {
  await using folder = await temporaryFolder({ 'own/.gitignore': 'mine\n' });
  await openStoreFolder(folder.file('.storyboard'), { now: Date.now() });
  await openStoreFolder(folder.file('own'), { now: Date.now() });
  expect(await readFile(folder.file('.storyboard/.gitignore'), 'utf8')).toBe('*\n');
  expect(await readFile(folder.file('own/.gitignore'), 'utf8')).toBe('mine\n');
});

test('leftovers of crashed runs go after a day, and nothing else goes', async () => {
  const [old, drawing, young] = [
    `${randomUUID()}.mp4`,
    `.storyboard-${randomUUID()}`,
    `.storyboard-${randomUUID()}`,
  ];
  await using folder = await temporaryFolder({
    [`store/tmp/${old}`]: 'old',
    [`store/tmp/${drawing}`]: 'old',
    [`store/tmp/${young}`]: 'young',
    'store/tmp/notes.txt': 'mine',
  });
  const now = Date.now();
  const ages = new Map([old, drawing, 'notes.txt'].map((name) => [name, 30 * HOUR_MS])).set(young, 0);
  for (const [name, age] of ages) {
    await utimes(folder.file(`store/tmp/${name}`), new Date(now - age), new Date(now - age));
  }
  const store = await openStoreFolder(folder.file('store'), { now });
  expect((await readdir(store.temporary)).sort()).toEqual([young, 'notes.txt'].sort());
});

test('a probe of a folder that a run died over goes after a day, and nothing else of the folder', async () => {
  const [probe, lock] = [`${randomUUID()}.tmp`, `${randomUUID()}.sqlite`];
  await using folder = await temporaryFolder({ [`store/runs/${probe}`]: '', [`store/runs/${lock}`]: '' });
  const now = Date.now();
  for (const name of [probe, lock]) {
    await utimes(folder.file(`store/runs/${name}`), new Date(0), new Date(0));
  }
  const store = await openStoreFolder(folder.file('store'), { now });
  expect(await readdir(store.runs)).toEqual([lock]);
});

test.each([
  '.storyboard',
  '.storyboard/tmp',
  '.storyboard/objects',
  '.storyboard/runs',
  '.storyboard/cache',
  '.storyboard/objects/ab',
  '.storyboard/cache/held',
])('a project whose %s leads elsewhere is refused', async (name) => {
  await using outside = await temporaryFolder({ [`${randomUUID()}.mp4`]: 'precious' });
  const file = (await readdir(outside.path))[0] ?? '';
  await utimes(outside.file(file), new Date(0), new Date(0));
  await using folder = await temporaryFolder({ 'film.yaml': '' });
  await mkdir(dirname(folder.file(name)), { recursive: true });
  await symlink(outside.path, folder.file(name));
  const opened = openStoreFolder(folder.file('.storyboard'), { now: Date.now(), within: folder.path });
  await expect(opened).rejects.toMatchObject({ code: 'store-unusable' });
  expect((await stat(outside.file(file))).size).toBe(8);
});

test('a store that the user put elsewhere may be there', async () => {
  await using elsewhere = await temporaryFolder();
  await using folder = await temporaryFolder();
  await symlink(elsewhere.path, folder.file('store'));
  const store = await openStoreFolder(folder.file('store'), { now: Date.now() });
  expect(holdsArtifact(store, await storeArtifact(store, pieces('x'), { signal, accept }))).toBe(true);
});

test('a file in the place of the store is said in words', async () => {
  await using folder = await temporaryFolder({ '.storyboard': '' });
  await expect(openStoreFolder(folder.file('.storyboard'), { now: Date.now() })).rejects.toMatchObject({
    code: 'store-unusable',
    message: `The store ${folder.file('.storyboard')} cannot be written: a file stands where a folder is needed.`,
  });
});

test('a folder that cannot be written is said in words', async () => {
  await using folder = await temporaryFolder();
  await chmod(folder.path, 0o555);
  using _ = asNobody();
  await expect(openStoreFolder(folder.file('.storyboard'), { now: Date.now() })).rejects.toMatchObject({
    code: 'store-unusable',
    message: expect.stringContaining('its permissions do not allow it'),
  });
});

test('a store that went away is said, and so is a full disk', async () => {
  await using folder = await temporaryFolder({ file: '' });
  const store = await openStoreFolder(folder.file('store'), { now: Date.now() });
  const gone = { ...store, temporary: folder.file('file') };
  await expect(storeArtifact(gone, pieces('x'), { signal, accept })).rejects.toMatchObject({
    code: 'store-unusable',
    message: `The store ${store.path} cannot be written: a file stands where a folder is needed.`,
  });
  // Whatever is written to this device, its disk is full.
  const full: unknown = await writeFile('/dev/full', 'x').catch((error: unknown) => error);
  expect(storeUnusable('/store', full).message).toBe('The store /store cannot be written: the disk is full.');
});

async function* pieces(...texts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
