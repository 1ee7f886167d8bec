import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, truncate } from 'node:fs/promises';
import { MAX_SOURCE_BYTES } from '@storyboard/core';
import { expect, test } from 'vitest';
import { asNobody } from '../testing/as-nobody.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { readSource } from './read-source.ts';

test('a file is read as text, without its byte order mark', async () => {
  await using folder = await temporaryFolder({ 'scenes/a.yaml': '\ufefftitle: Ünïcode 🎬\r\n' });
  expect(readSource({ folder: folder.path, shownFolder: '' }, 'scenes/a.yaml')).toEqual({
    ok: true,
    source: { path: 'scenes/a.yaml', text: 'title: Ünïcode 🎬\r\n' },
    file: folder.file('scenes/a.yaml'),
  });
});

test('a file of exactly the limit is read, one of a byte more is refused by its size', async () => {
  await using folder = await temporaryFolder({ 'fits.yaml': 'a'.repeat(MAX_SOURCE_BYTES), 'large.yaml': '' });
  await truncate(folder.file('large.yaml'), 2 ** 40);
  const fits = readSource({ folder: folder.path, shownFolder: '' }, 'fits.yaml');
  expect(fits.ok && fits.source.text.length).toBe(MAX_SOURCE_BYTES);
  const started = performance.now();
  expect(await codeOf(folder.path, 'large.yaml')).toBe('file-too-large');
  expect(performance.now() - started).toBeLessThan(10_000);
});

// Files of /proc have no size.
test.runIf(process.platform === 'linux')('a file that says it is empty is read all the same', async () => {
  const read = readSource({ folder: `/proc/${process.pid}`, shownFolder: '' }, 'status');
  expect(read.ok && read.source.text).toContain('Pid:');
});

test('bytes that are no UTF-8 are refused with the line they are on', async () => {
  await using folder = await temporaryFolder({
    'latin.yaml': Buffer.from('version: 1\ntitle: \u0080\ntitle: caf\xe9\n', 'latin1'),
    'wide.yaml': Buffer.from('\ufeffversion: 1', 'utf16le'),
    'cut.yaml': Buffer.from('title: é').subarray(0, -1),
  });
  expect(readSource({ folder: folder.path, shownFolder: 'dir/' }, 'latin.yaml')).toEqual({
    ok: false,
    diagnostic: {
      code: 'file-not-utf8',
      severity: 'error',
      message: 'dir/latin.yaml is not valid UTF-8 text; the first bad byte is on line 2.',
      hint: 'Save the file as UTF-8.',
      place: {
        path: 'dir/latin.yaml',
        start: { line: 2, column: 8, offset: 18 },
        end: { line: 2, column: 8, offset: 18 },
      },
    },
  });
  expect(await messageOf(folder.path, 'wide.yaml')).toBe('dir/wide.yaml is UTF-16 text.');
  expect(await messageOf(folder.path, 'cut.yaml')).toContain('line 1');
});

test('what cannot be read as a whole stands at the beginning of its file', async () => {
  await using folder = await temporaryFolder({ 'wide.yaml': Buffer.from('\ufeffa', 'utf16le') });
  await truncate(folder.file('wide.yaml'), 3);
  for (const path of ['none.yaml', 'wide.yaml', '.']) {
    const read = readSource({ folder: folder.path, shownFolder: 'dir/' }, path);
    expect(read.ok ? undefined : read.diagnostic.place).toEqual({
      path: `dir/${path}`,
      start: { line: 1, column: 1, offset: 0 },
      end: { line: 1, column: 1, offset: 0 },
    });
  }
});

test('a pipe, a device and a folder are refused without waiting', async () => {
  await using folder = await temporaryFolder();
  execFileSync('mkfifo', [folder.file('pipe.yaml')]);
  await mkdir(folder.file('folder.yaml'));
  expect(await messageOf(folder.path, 'pipe.yaml')).toBe('dir/pipe.yaml is a device or a pipe, not a file.');
  expect(await messageOf(folder.path, 'folder.yaml')).toBe('dir/folder.yaml is a folder, not a file.');
  expect(await codeOf('/dev', 'zero')).toBe('file-unreadable');
  expect(await codeOf('/dev', 'null')).toBe('file-unreadable');
});

test('a symbolic link is followed inside the project and refused when it leads out', async () => {
  await using outside = await temporaryFolder({ 'secret.yaml': 'password: 1' });
  await using folder = await temporaryFolder({ 'real.yaml': 'version: 1' });
  await symlink('real.yaml', folder.file('inside.yaml'));
  await symlink(outside.file('secret.yaml'), folder.file('secret.yaml'));
  await symlink(outside.path, folder.file('away'));
  await symlink('/dev/zero', folder.file('zero.yaml'));
  const inside = readSource({ folder: folder.path, shownFolder: '' }, 'inside.yaml');
  expect(inside).toMatchObject({ ok: true, source: { path: 'inside.yaml', text: 'version: 1' } });
  expect(await codeOf(folder.path, 'secret.yaml')).toBe('path-outside-project');
  expect(await codeOf(folder.path, 'away/secret.yaml')).toBe('path-outside-project');
  expect(await codeOf(folder.path, 'zero.yaml')).toBe('path-outside-project');
  expect(await codeOf(folder.path, '../secret.yaml')).toBe('file-not-found');
});

test('what is not there and what goes in circles is told apart', async () => {
  await using folder = await temporaryFolder({ 'file.yaml': '' });
  await symlink('circle.yaml', folder.file('circle.yaml'));
  expect(await codeOf(folder.path, 'none.yaml')).toBe('file-not-found');
  expect(await codeOf(folder.path, 'file.yaml/inner.yaml')).toBe('file-not-found');
  expect(await codeOf(folder.path, `${'x'.repeat(300)}.yaml`)).toBe('file-not-found');
  expect(await codeOf(folder.path, 'nul\0.yaml')).toBe('file-not-found');
  expect(await codeOf(folder.path, 'circle.yaml')).toBe('file-unreadable');
});

test('a file without permission to read is unreadable', async () => {
  await using folder = await temporaryFolder({ 'locked.yaml': 'version: 1' });
  await chmod(folder.path, 0o755);
  await chmod(folder.file('locked.yaml'), 0o000);
  using _ = asNobody();
  expect(await messageOf(folder.path, 'locked.yaml')).toBe(
    'dir/locked.yaml cannot be read: its permissions do not allow it.',
  );
});

async function codeOf(folder: string, path: string) {
  const read = readSource({ folder, shownFolder: 'dir/' }, path);
  return read.ok ? undefined : read.diagnostic.code;
}

async function messageOf(folder: string, path: string) {
  const read = readSource({ folder, shownFolder: 'dir/' }, path);
  return read.ok ? undefined : read.diagnostic.message;
}
