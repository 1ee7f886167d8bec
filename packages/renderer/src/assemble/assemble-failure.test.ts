import { chmod, mkdir, readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Timeline } from '@storyboard/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeClip } from '../testing/make-clip.ts';
import { openWorkbench, refusalOf, timelineOf, type Workbench } from '../testing/workbench.ts';
import { assembleFilm } from './assemble-film.ts';

let bench: Workbench;
let good: string;
let round = 0;
let folder: string;

const wide = timelineOf(
  ['a', 'b', 'c'].map((shot) => ({ shot, frames: 40, transition: { type: 'fade', frames: 5 } })),
  { width: 640, height: 384 },
);

beforeAll(async () => {
  bench = await openWorkbench();
  good = await makeClip(bench.ffmpeg, bench.path('good.mp4'), { frames: 40, sound: 'sine=440' });
});

beforeEach(async () => {
  round += 1;
  folder = bench.path(`round ${round}`);
  await mkdir(folder);
});

afterAll(() => bench.close());

function input(timeline: Timeline, files: Readonly<Record<string, string>> = { a: good, b: good, c: good }) {
  return {
    timeline,
    files: new Map(Object.entries(files)),
    outFile: join(folder, 'film.mp4'),
    cacheFolder: join(folder, 'cache'),
    ffmpeg: bench.ffmpeg,
  };
}

/** What lies in the folder and its cache, without what the next assembly can use. */
async function remains(): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name !== 'cache' && !/^cache.held(?:.[0-9a-f]{64}\.\w+)?$/.test(name)).sort();
}

test('an abort stops at once and leaves nothing but the film of before', async () => {
  await writeFile(join(folder, 'film.mp4'), 'the film of before');
  const controller = new AbortController();
  const reason = new Error('enough');
  let aborted = 0;
  const assembly = assembleFilm(input(wide), {
    signal: controller.signal,
    onProgress: (fraction) => {
      if (fraction < 0.3 || aborted > 0) return;
      aborted = performance.now();
      controller.abort(reason);
    },
  });
  await expect(assembly).rejects.toBe(reason);
  expect(performance.now() - aborted).toBeLessThan(20_000);
  expect(await remains()).toEqual(['film.mp4']);
  expect(await readFile(join(folder, 'film.mp4'), 'utf8')).toBe('the film of before');
});

test('an assembly that was aborted before it starts does nothing', async () => {
  const reason = new Error('enough');
  await expect(assembleFilm(input(wide), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(await readdir(folder)).toEqual([]);
});

test('progress never goes back and ends with one', async () => {
  const seen: number[] = [];
  await assembleFilm(input(wide), { onProgress: (fraction) => seen.push(fraction) });
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.length).toBeGreaterThan(5);
  expect([seen.at(-1), new Set(seen).size]).toEqual([1, seen.length]);
});

test('a second assembly makes nothing again, and one new shot makes only what it touches', async () => {
  await assembleFilm(input(wide));
  const held = await readdir(join(folder, 'cache', 'held'));
  await assembleFilm(input(wide));
  expect(await readdir(join(folder, 'cache', 'held'))).toEqual(held);
  const other = await makeClip(bench.ffmpeg, bench.path('other.mp4'), { frames: 40, picture: 'mandelbrot' });
  await assembleFilm(input(wide, { a: good, b: good, c: other }));
  const added = (await readdir(join(folder, 'cache', 'held'))).filter((name) => !held.includes(name));
  // The fade into the new shot and the rest of it; its sound comes in files of its own.
  expect(added.filter((name) => name.endsWith('.mp4'))).toHaveLength(2);
});

test('what is held but is not whole is made again', async () => {
  await assembleFilm(input(wide));
  const before = await readFile(join(folder, 'film.mp4'));
  const held = join(folder, 'cache', 'held');
  for (const name of await readdir(held)) await truncate(join(held, name), 1000);
  await assembleFilm(input(wide));
  expect((await readFile(join(folder, 'film.mp4'))).equals(before)).toBe(true);
});

test.each<[string, string, RegExp]>([
  ['page.mp4', '<html>', /^Shot "b": page\.mp4 is a web page or another document, not a film\.$/],
  ['gone.mp4', '', /^Shot "b": gone\.mp4 is empty\.$/],
])('a shot whose file is %s is named', async (name, content, message) => {
  const file = join(folder, name);
  await writeFile(file, content);
  const problem = await refusalOf(assembleFilm(input(wide, { a: good, b: file, c: good })));
  expect([problem.code, problem.message]).toEqual(['assembly-failed', expect.stringMatching(message)]);
  expect(await remains()).toEqual([name]);
});

test('a shot without footage is named', async () => {
  const problem = await refusalOf(assembleFilm(input(wide, { a: good, c: good })));
  expect([problem.code, problem.message]).toEqual([
    'assembly-failed',
    'Shot "b": there is no footage of it.',
  ]);
});

test('a file that has sound but no pictures is named', async () => {
  const sound = await makeClip(bench.ffmpeg, bench.path('sound.mp4'), {
    sound: 'sine=440',
    output: ['-map', '1:a'],
  });
  const problem = await refusalOf(assembleFilm(input(wide, { a: good, b: sound, c: good })));
  expect(problem.message).toBe('Shot "b": its file has sound but no pictures.');
});

test('pictures that cannot be decoded stop the film and name their shot', async () => {
  const bytes = await readFile(good);
  const data = bytes.indexOf('mdat') + 4;
  bytes.fill(0, data, data + bytes.readUInt32BE(data - 8) - 8);
  const broken = join(folder, 'broken.mp4');
  await writeFile(broken, bytes);
  const problem = await refusalOf(assembleFilm(input(wide, { a: good, b: good, c: broken })));
  expect(problem.code).toBe('assembly-failed');
  expect(problem.message).toMatch(/^Shots? (?:"b" and )?"c": /);
  expect(problem.message).not.toContain(folder);
  expect(await remains()).toEqual(['broken.mp4']);
});

test('a playlist with the name of a clip is not followed', async () => {
  const secret = join(folder, 'secret.mp4');
  await writeFile(secret, await readFile(good));
  const playlist = join(folder, 'playlist.mp4');
  await writeFile(playlist, `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.6,\n${secret}\n#EXT-X-ENDLIST\n`);
  const problem = await refusalOf(assembleFilm(input(wide, { a: good, b: playlist, c: good })));
  expect(problem.message).toBe('Shot "b": playlist.mp4 is a playlist, not a film.');
  expect(await remains()).toEqual(['playlist.mp4', 'secret.mp4']);
});

test('names that look like options, protocols and patterns are names', async () => {
  const names = ['-i.mp4', 'concat:a|b.mp4', `it's "so".mp4`, 'a\nfile b.mp4', '%03d.mp4', '映画 🎬.mp4'];
  const files = await Promise.all(
    names.map(async (name) => {
      await writeFile(join(folder, name), await readFile(good));
      return [name, join(folder, name)] as const;
    }),
  );
  const timeline = timelineOf(
    names.map((shot, index) => ({
      shot,
      frames: 40,
      ...(index === 2 ? { transition: { type: 'fade', frames: 5 } } : {}),
    })),
  );
  const outFile = join(folder, `-y 'film' %d #1?.mp4`);
  const film = await assembleFilm({ ...input(timeline, Object.fromEntries(files)), outFile });
  expect(film.frames).toBe(235);
  expect(await remains()).toEqual([...names, `-y 'film' %d #1?.mp4`].sort());
});

test('a transition that this ffmpeg does not know is refused with those it does', async () => {
  const timeline = timelineOf([{ shot: 'a', frames: 40, transition: { type: 'teleport', frames: 5 } }]);
  const problem = await refusalOf(assembleFilm(input(timeline)));
  expect(problem.message).toBe('Shot "a": this ffmpeg has no transition "teleport".');
  expect(problem.hint).toContain('dissolve');
});

test('a film of an odd size is refused', async () => {
  const problem = await refusalOf(assembleFilm(input({ ...wide, size: { width: 641, height: 384 } })));
  expect(problem.message).toBe('A film needs an even width and height; 641×384 is not.');
});

test('an ffmpeg that is not there is said to be missing, not blamed on a shot', async () => {
  const problem = await refusalOf(assembleFilm({ ...input(wide), ffmpeg: join(folder, 'missing') }));
  expect(problem.code).toBe('ffmpeg-not-found');
});

test('a piece that came out otherwise than it was asked for is not kept', async () => {
  const liar = join(folder, 'liar');
  const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
  await writeFile(
    liar,
    [
      '#!/bin/sh',
      'for last in "$@"; do :; done',
      `case "$*" in *xfade=transition*) exec cp ${quoted(good)} "\${last#file:}";; esac`,
      `exec ${quoted(bench.ffmpeg)} "$@"`,
      '',
    ].join('\n'),
  );
  await chmod(liar, 0o755);
  const problem = await refusalOf(assembleFilm({ ...input(wide), ffmpeg: liar }));
  expect([problem.code, problem.message]).toEqual([
    'assembly-failed',
    expect.stringMatching(/^Shots? .*: 40 frames came out, 5 were asked for$/),
  ]);
  expect(await remains()).toEqual(['liar']);
});

test('what a killed run left behind long ago is swept away, what may still be in use is not', async () => {
  const timeline = timelineOf([{ shot: 'a', frames: 40 }]);
  const [old, recent] = [join(folder, 'cache', 'work-oldold'), join(folder, 'cache', 'work-recent')];
  await mkdir(old, { recursive: true });
  await mkdir(recent);
  const daysAgo = (days: number): Date => new Date(Date.now() - days * 24 * 60 * 60_000);
  await utimes(old, daysAgo(8), daysAgo(8));
  // It may still wait for a take.
  await utimes(recent, daysAgo(2), daysAgo(2));
  await assembleFilm(input(timeline));
  expect(await remains()).toEqual(['cache/work-recent', 'film.mp4']);
});

test('what no assembly has used for a month is removed once a film is finished', async () => {
  const held = join(folder, 'cache', 'held');
  await assembleFilm(input(wide));
  const before = await readdir(held);
  const month = 31 * 24 * 60 * 60_000;
  const now = () => Date.now() + month;
  const failed = refusalOf(assembleFilm({ ...input(wide, { a: good }), now }));
  expect((await failed).code).toBe('assembly-failed');
  expect(await readdir(held)).toEqual(before);
  await assembleFilm({ ...input(wide), now });
  expect(await readdir(held)).toEqual(before);
  const alone = timelineOf([{ shot: 'a', frames: 40 }], { width: 640, height: 384 });
  await assembleFilm({ ...input(alone), now: () => now() + month });
  const after = await readdir(held);
  const kept = after.filter((name) => before.includes(name)).map((name) => name.split('.').at(-1));
  expect([before.length > kept.length, kept.includes('mp4')]).toEqual([true, false]);
  // The digest of the one clip that is still used.
  expect(kept.filter((extension) => extension === 'txt')).toHaveLength(1);
});
