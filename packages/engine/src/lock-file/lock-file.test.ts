import { mkdir, readdir, readFile, stat, symlink, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type Held,
  type LockedShot,
  type LockFile,
  MAX_LOCK_LENGTH,
  microUsd,
  NOTHING_HELD,
  printLock,
} from '@storyboard/core';
import { expect, test } from 'vitest';
import { artifactFile } from '../artifacts/artifact-store.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { holdLocked } from './hold-locked.ts';
import { lockName } from './lock-path.ts';
import { readLock } from './read-lock.ts';
import { writeLock } from './write-lock.ts';

const LOCKED: LockedShot = {
  take: 2,
  fingerprint: 'a'.repeat(64),
  sha256: 'b'.repeat(64),
  provider: 'house',
  model: 'house/one',
  cost: microUsd(40_000),
  made: '2026-11-22',
};
const LOCK: LockFile = { shots: new Map([['one', LOCKED]]) };

test('a lock file has the name of its storyboard', () => {
  const nameOf = (root: string) => lockName({ root });
  expect(['film.yaml', 'film.YML', 'film.v2.yaml', 'film', '.yaml'].map(nameOf)).toEqual([
    'film.lock.yaml',
    'film.lock.yaml',
    'film.v2.lock.yaml',
    'film.lock.yaml',
    '.yaml.lock.yaml',
  ]);
});

test('what is written is read again, and written again only where it says something else', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': '' });
  const project = projectOf(folder);
  expect(readLock(project)).toBeUndefined();
  await writeLock(project, LOCK, undefined);
  expect(readLock(project)).toEqual(LOCK);
  expect((await readdir(folder.path)).sort()).toEqual(['film.lock.yaml', 'film.yaml']);
  const { ino } = await stat(folder.file('film.lock.yaml'));
  await writeLock(project, LOCK, LOCK);
  expect((await stat(folder.file('film.lock.yaml'))).ino).toBe(ino);
  await writeLock(project, { shots: new Map() }, LOCK);
  expect(await readFile(folder.file('film.lock.yaml'), 'utf8')).toMatch(/shots: \{\}\n$/);
});

test.each<[string, (folder: TemporaryFolder) => Promise<unknown>, string]>([
  [
    'is damaged',
    (folder) => folder.write('film.lock.yaml', 'version: 1\nshots:\n  one: 1\n'),
    'in/film.lock.yaml:3 cannot be read: the shot one has no keys.',
  ],
  [
    'was left in the middle of a merge',
    (folder) => folder.write('film.lock.yaml', `${printLock(LOCK)}<<<<<<< HEAD\n`),
    'in/film.lock.yaml:13 cannot be read: it holds the marks of a merge that is not finished; keep one side of each shot.',
  ],
  [
    'is a folder',
    (folder) => mkdir(folder.file('film.lock.yaml')),
    'in/film.lock.yaml cannot be read: it is a folder, not a file.',
  ],
  [
    'leads elsewhere',
    (folder) => symlink('/etc/passwd', folder.file('film.lock.yaml')),
    'in/film.lock.yaml cannot be read: it is a symbolic link.',
  ],
  [
    'is without end',
    async (folder) => truncate(await folder.write('film.lock.yaml', ''), MAX_LOCK_LENGTH + 1),
    'in/film.lock.yaml cannot be read: it is far larger than any lock file.',
  ],
])('a lock file that %s is refused with the reason', async (_, damage, message) => {
  await using folder = await temporaryFolder({ 'film.yaml': '' });
  await damage(folder);
  const read = () => readLock(projectOf(folder));
  expect(read).toThrowError(expect.objectContaining({ code: 'lock-unusable', message }));
});

test('a folder that takes no lock file is said in words', async () => {
  await using folder = await temporaryFolder();
  const gone = { ...projectOf(folder), folder: folder.file('gone') };
  await expect(writeLock(gone, LOCK, undefined)).rejects.toMatchObject({ code: 'lock-unusable' });
});

test('footage that is in the film is held where the store has it, and drawings stay as the ledger knows them', async () => {
  await using folder = await temporaryFolder();
  const store = { path: folder.file('store') };
  const { fingerprint, sha256 } = LOCKED;
  expect(holdLocked(NOTHING_HELD, undefined, store)).toBe(NOTHING_HELD);
  expect(holdLocked(NOTHING_HELD, LOCK, store)).toBe(NOTHING_HELD);
  const file = artifactFile(store, sha256);
  await mkdir(dirname(file), { recursive: true });
  await symlink('/etc/passwd', file);
  expect(holdLocked(NOTHING_HELD, LOCK, store)).toBe(NOTHING_HELD);
  await folder.write(`store/objects/bb/${sha256}x`, '');
  await using other = await temporaryFolder({ [`objects/bb/${sha256}.mp4`]: 'footage' });
  const held: Held = { ...NOTHING_HELD, artifacts: new Map([[fingerprint, artifact('newer')]]) };
  const locked = { ...NOTHING_HELD, artifacts: new Map([[fingerprint, artifact(sha256)]]) };
  expect(holdLocked(NOTHING_HELD, LOCK, other)).toEqual(locked);
  expect(holdLocked(held, LOCK, other)).toEqual(locked);
  expect(held.artifacts.get(fingerprint)).toEqual(artifact('newer'));
  const drawn = { ...NOTHING_HELD, artifacts: new Map([[fingerprint, artifact('drawing', 'label')]]) };
  expect(holdLocked(drawn, LOCK, other)).toBe(drawn);
  expect(holdLocked(NOTHING_HELD, LOCK, undefined)).toEqual(locked);
});

function artifact(digest: string, drawnAs?: string) {
  return { artifact: digest, drawnAs };
}

function projectOf(folder: TemporaryFolder) {
  return { folder: folder.path, root: 'film.yaml', shownFolder: 'in/' };
}
