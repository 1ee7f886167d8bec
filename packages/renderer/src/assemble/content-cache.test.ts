import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ContentCache, type Holding, openContentCache } from './content-cache.ts';

const DAY = 24 * 60 * 60_000;
const START = Date.UTC(2026, 0, 1);

let folder: string;
let held: string;
let work: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storyboard-held-'));
  [held, work] = [join(folder, 'held'), join(folder, 'work')];
  await mkdir(work);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A cache as an assembly opens it on a day. */
const openOn = (day: number): Promise<ContentCache> =>
  openContentCache(held, work, { now: () => START + day * DAY });

const holding = (words: string): Holding => ({
  args: [words],
  sources: [],
  extension: 'mp4',
  make: (file) => writeFile(file, words),
  problem: async (file) => ((await readFile(file, 'utf8')) === words ? undefined : 'It says something else.'),
});

const holdOn = async (day: number, words: string): Promise<string> =>
  (await openOn(day)).hold(holding(words));

async function contents(): Promise<readonly string[]> {
  const names = await readdir(held);
  return (await Promise.all(names.map((name) => readFile(join(held, name), 'utf8')))).sort();
}

test('what was not used for thirty days is removed, what was is not', async () => {
  await holdOn(0, 'old');
  await holdOn(1, 'young');
  await holdOn(0, 'used again');
  const cache = await openOn(20);
  await cache.hold(holding('used again'));
  await cache.prune();
  expect(await contents()).toEqual(['old', 'used again', 'young']);
  await (await openOn(30.5)).prune();
  expect(await contents()).toEqual(['used again', 'young']);
});

test('a file that is used is used from the moment it is asked for', async () => {
  const file = await holdOn(0, 'old');
  const seen: number[] = [];
  const cache = await openOn(40);
  await cache.hold({
    ...holding('old'),
    problem: async (asked) => {
      seen.push((await stat(asked)).mtimeMs);
      await (await openOn(40)).prune();
      return undefined;
    },
  });
  expect(seen).toEqual([START + 40 * DAY]);
  expect(await readFile(file, 'utf8')).toBe('old');
});

test('an assembly never removes what it has used itself, whatever the time of the file is', async () => {
  const cache = await openOn(0);
  const file = await cache.hold(holding('mine'));
  await utimes(file, 0, 0);
  await cache.prune();
  expect(await contents()).toEqual(['mine']);
});

test('a file that another assembly removes while it is looked at is made again', async () => {
  const file = await holdOn(0, 'old');
  let looks = 0;
  const again = await (await openOn(1)).hold({
    ...holding('old'),
    problem: async (asked) => {
      looks += 1;
      if (looks === 1) await rm(asked);
      return holding('old').problem(asked);
    },
  });
  expect([again, await contents()]).toEqual([file, ['old']]);
});

test('only files that the cache has named are removed, and links are not followed', async () => {
  const outside = join(folder, 'outside.txt');
  await writeFile(outside, 'outside');
  await mkdir(join(held, `${'b'.repeat(64)}.mp4`), { recursive: true });
  await writeFile(join(held, 'notes.txt'), 'notes');
  await symlink(outside, join(held, `${'a'.repeat(64)}.mp4`));
  await utimes(join(held, 'notes.txt'), 0, 0);
  await utimes(join(held, `${'b'.repeat(64)}.mp4`), 0, 0);
  // The link was made today, long after the year of the other files.
  await (await openContentCache(held, work, { now: () => Date.now() + 31 * DAY })).prune();
  expect((await readdir(held)).sort()).toEqual([`${'b'.repeat(64)}.mp4`, 'notes.txt']);
  expect(await readFile(outside, 'utf8')).toBe('outside');
});

test('a folder that cannot be pruned is left as it is', async () => {
  const cache = await openOn(0);
  await rm(held, { recursive: true });
  await expect(cache.prune()).resolves.toBeUndefined();
});

test('what is wanted twice at the same moment is made once, and no more is made at a time than allowed', async () => {
  const cache = await openContentCache(held, work, { now: () => START, concurrency: 2 });
  let [atOnce, most, made] = [0, 0, 0];
  const slow = (words: string): Holding => ({
    ...holding(words),
    make: async (file) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      made += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      await writeFile(file, words);
      atOnce -= 1;
    },
  });
  const words = ['a', 'b', 'a', 'c', 'd', 'b'];
  const files = await Promise.all(words.map((word) => cache.hold(slow(word))));
  expect([made, most, new Set(files).size]).toEqual([4, 2, 4]);
});

test('what failed is made again when it is wanted again', async () => {
  const cache = await openOn(0);
  const failing: Holding = { ...holding('a'), make: () => Promise.reject(new Error('no room')) };
  await expect(Promise.all([cache.hold(failing), cache.hold(failing)])).rejects.toThrow('no room');
  await cache.hold(holding('a'));
  expect(await contents()).toEqual(['a']);
});

test('a source that changes without changing its size makes another file, and so does another program', async () => {
  const source = join(folder, 'source.mp4');
  const from = (words: string): Holding => ({
    ...holding(words),
    args: [`file:${source}`],
    sources: [source],
  });
  await writeFile(source, 'one');
  const first = await (await openOn(0)).hold(from('made of one'));
  expect(await (await openOn(0)).hold(from('made of one'))).toBe(first);
  await rewrite(source, 'two');
  const second = await (await openOn(0)).hold(from('made of two'));
  const newer = await openContentCache(held, work, { now: () => START, maker: 'ffmpeg 99' });
  const third = await newer.hold(from('made of two'));
  expect(new Set([first, second, third]).size).toBe(3);
  await rewrite(source, 'one');
  expect(await (await openOn(0)).hold(from('made of one'))).toBe(first);
});

/** Writes a file until its time is another one: the clocks of file systems tick a hundred times a second. */
async function rewrite(file: string, words: string): Promise<void> {
  const before = await stat(file, { bigint: true });
  do await writeFile(file, words);
  while ((await stat(file, { bigint: true })).mtimeNs === before.mtimeNs);
}

test('a source that could not be read is read when it is asked for again', async () => {
  const source = join(folder, 'source.mp4');
  const cache = await openOn(0);
  const wanted = { ...holding('late'), args: [`file:${source}`], sources: [source] };
  await expect(cache.hold(wanted)).rejects.toThrow('ENOENT');
  await writeFile(source, 'now it is there');
  expect(await readFile(await cache.hold(wanted), 'utf8')).toBe('late');
});

test('a source that was replaced under its name is another source', async () => {
  const source = join(folder, 'source.mp4');
  await writeFile(source, 'first');
  const cache = await openOn(0);
  const wanted = { ...holding('made'), args: [`file:${source}`], sources: [source] };
  const first = await cache.hold(wanted);
  expect(await cache.hold(wanted)).toBe(first);
  await writeFile(source, 'the second');
  expect(await cache.hold(wanted)).not.toBe(first);
});
