import { existsSync } from 'node:fs';
import { stat, symlink } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openStoreFolder } from '../artifacts/open-store-folder.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { makeFolder } from './make-folder.ts';

test('a folder is made with those above it, also by several at once and where it is there already', async () => {
  await using folder = await temporaryFolder();
  const path = folder.file('a/b/c');
  await Promise.all([makeFolder(path), makeFolder(path), makeFolder(folder.file('a/b/d'))]);
  await makeFolder(path);
  expect((await stat(path)).isDirectory()).toBe(true);
});

test('a file in the way is an error', async () => {
  await using folder = await temporaryFolder({ file: '' });
  await symlink(folder.file('nowhere'), folder.file('link'));
  await expect(makeFolder(folder.file('file'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  await expect(makeFolder(folder.file('file/a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  await expect(makeFolder(folder.file('link'))).rejects.toMatchObject({ code: 'EEXIST' });
});

test.runIf(existsSync('/proc/self'))('a file system that makes no folders is an error at once', async () => {
  await expect(makeFolder('/proc/storyboard/a/b')).rejects.toMatchObject({ code: 'ENOENT' });
  const opened = openStoreFolder('/proc/storyboard', { now: Date.now() });
  await expect(opened).rejects.toMatchObject({ code: 'store-unusable' });
});
