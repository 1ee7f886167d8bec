import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeWhole } from './write-whole.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storyboard-whole-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('a file of the longest name there is appears, and nothing beside it', async () => {
  const file = join(folder, 'new', 'x'.repeat(255));
  await mkdir(join(folder, 'new'));
  expect(await writeWhole(file, (unfinished) => writeFile(unfinished, 'whole').then(() => 7))).toBe(7);
  expect(await readFile(file, 'utf8')).toBe('whole');
  expect(await readdir(join(folder, 'new'))).toHaveLength(1);
});

test('a file that could not be finished leaves the one before it as it was', async () => {
  const file = join(folder, 'old', 'file');
  await mkdir(join(folder, 'old'));
  await writeWhole(file, (unfinished) => writeFile(unfinished, 'before'));
  const broken = writeWhole(file, async (unfinished) => {
    await writeFile(unfinished, 'half of');
    throw new Error('The disk is full.');
  });
  await expect(broken).rejects.toThrow('The disk is full.');
  expect(await readFile(file, 'utf8')).toBe('before');
  expect(await readdir(join(folder, 'old'))).toEqual(['file']);
});
