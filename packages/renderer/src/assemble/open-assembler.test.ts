import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILM_VIDEO, makeClip } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';
import { assembleFilm } from './assemble-film.ts';
import { openAssembler } from './open-assembler.ts';

let bench: Workbench;
let files: ReadonlyMap<string, string>;
/** An ffmpeg that notes every run. */
let counted: string;
let notes: string;

const cut = {
  timeline: timelineOf(
    ['a', 'b', 'c'].map((shot) => ({ shot, frames: 40, transition: { type: 'fade', frames: 5 } })),
    { ending: { type: 'fade', frames: 4 } },
  ),
};

beforeAll(async () => {
  bench = await openWorkbench();
  const made = await Promise.all(
    ['testsrc2', 'mandelbrot', 'smptehdbars'].map((picture, index) =>
      makeClip(bench.ffmpeg, bench.path(`${index}.mp4`), {
        frames: 40,
        picture,
        sound: 'sine=440',
        video: [...FILM_VIDEO, '-g', '10'],
      }),
    ),
  );
  files = new Map(made.map((file, index) => [['a', 'b', 'c'][index] ?? '', file]));
  counted = bench.path('counted');
  notes = bench.path('notes.txt');
  const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
  await writeFile(counted, `#!/bin/sh\necho run >> ${quoted(notes)}\nexec ${quoted(bench.ffmpeg)} "$@"\n`);
  await chmod(counted, 0o755);
});

afterAll(() => bench.close());

async function runs(): Promise<number> {
  const text = await readFile(notes, 'utf8').catch(() => '');
  return text.split('\n').length - 1;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

test('what was prepared is not made again, and the film is the same as without', {
  timeout: 120_000,
}, async () => {
  const outFile = bench.path('prepared.mp4');
  const cacheFolder = bench.path('prepared cache');
  await using assembler = openAssembler({ cacheFolder, ffmpeg: counted, now: Date.now });
  assembler.prepare(cut, new Map([['a', files.get('a') ?? '']]));
  assembler.prepare(cut, new Map([...files].slice(0, 2)));
  const pieces = async () => {
    const names = await readdir(join(cacheFolder, 'held')).catch(() => []);
    return names.filter((name) => name.endsWith('.mp4')).length;
  };
  // From black into a, and from a into b; what needs c waits for it.
  await until(async () => (await pieces()) === 2);
  const film = await assembler.assemble({ ...cut, files, outFile });
  expect(film.clips.map(({ how }) => how)).toEqual(['partly', 'partly', 'partly']);
  expect(await pieces()).toBe(4);
  const apart = bench.path('apart.mp4');
  const made = { ...cut, files, outFile: apart, cacheFolder: bench.path('apart cache') };
  const now = await assembleFilm({ ...made, ffmpeg: bench.ffmpeg });
  expect([film, now].flatMap(({ clips }) => clips.map(({ kept }) => kept))).not.toContain(true);
  const later = await assembleFilm({ ...made, ffmpeg: bench.ffmpeg });
  expect(later.clips).toEqual(now.clips.map((clip) => ({ ...clip, kept: true })));
  expect((await readFile(apart)).equals(await readFile(outFile))).toBe(true);
  const before = await runs();
  await assembler.assemble({ ...cut, files, outFile });
  expect(await runs()).toBe(before);
});

test('with everything held no program is started, also by another assembler', {
  timeout: 120_000,
}, async () => {
  const toDecode = new Set(files.keys());
  const input = { ...cut, toDecode, files, cacheFolder: bench.path('held cache'), ffmpeg: counted };
  await assembleFilm({ ...input, outFile: bench.path('first.mp4') });
  const before = await runs();
  await assembleFilm({ ...input, outFile: bench.path('second.mp4') });
  expect(await runs()).toBe(before);
  const [first, second] = await Promise.all(
    ['first', 'second'].map((name) => readFile(bench.path(`${name}.mp4`))),
  );
  expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
});

test('a look at a take that the system ends tells nothing of it, and is made up for by the next film', async () => {
  const [killed, gone, looks] = [bench.path('killed'), bench.path('gone'), bench.path('looks.txt')];
  const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
  const lines = [
    '#!/bin/sh',
    `case "$*" in *skip_loop_filter*) echo >> ${quoted(looks)}; [ -e ${quoted(gone)} ] || kill -9 $$;; esac`,
    `exec ${quoted(bench.ffmpeg)} "$@"`,
  ];
  await writeFile(killed, lines.join('\n'));
  await chmod(killed, 0o755);
  const input = { ...cut, files, toDecode: new Set(['a']), cacheFolder: bench.path('killed cache') };
  const make = async () => {
    const { findings } = await assembleFilm({ ...input, ffmpeg: killed, outFile: bench.path('looked.mp4') });
    return { findings, looks: (await readFile(looks, 'utf8')).length };
  };
  const first = await make();
  expect(first).toEqual({ findings: [], looks: 1 });
  await writeFile(gone, '');
  const second = await make();
  expect(second.findings).toEqual([]);
  expect(second.looks).toBeGreaterThan(1);
  expect(await make()).toEqual(second);
});

test('preparing what is broken says nothing, and the film says it', async () => {
  const broken = bench.path('broken.mp4');
  await writeFile(broken, '<html>');
  const all = new Map([...files, ['b', broken]]);
  await using assembler = openAssembler({ cacheFolder: bench.path('broken cache'), ffmpeg: bench.ffmpeg });
  assembler.prepare(cut, all);
  const made = assembler.assemble({ ...cut, files: all, outFile: bench.path('broken film.mp4') });
  await expect(made).rejects.toThrow('Shot "b": broken.mp4 is a web page or another document, not a film.');
});

test('an assembler that is closed ends what it prepares and leaves nothing unfinished', async () => {
  const cacheFolder = bench.path('closed cache');
  await mkdir(cacheFolder);
  const assembler = openAssembler({ cacheFolder, ffmpeg: counted });
  const before = await runs();
  assembler.prepare(cut, files);
  await until(async () => (await runs()) > before + 3);
  await assembler[Symbol.asyncDispose]();
  expect(await readdir(cacheFolder)).toEqual(['held']);
});

test('what is prepared ends when the run does, before the assembler is closed', async () => {
  const [endless, begun] = [bench.path('endless'), bench.path('begun.txt')];
  const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
  const lines = [
    '#!/bin/sh',
    `case "$*" in *libx264*) echo $$ >> ${quoted(begun)}; exec sleep 1000;; esac`,
    `exec ${quoted(bench.ffmpeg)} "$@"`,
  ];
  await writeFile(endless, lines.join('\n'));
  await chmod(endless, 0o755);
  const run = new AbortController();
  const cacheFolder = bench.path('ended cache');
  await using assembler = openAssembler({ cacheFolder, ffmpeg: endless, signal: run.signal });
  assembler.prepare(cut, files);
  const children = async () => {
    const text = await readFile(begun, 'utf8').catch(() => '');
    return text.split('\n').filter((line) => line !== '');
  };
  await until(async () => (await children()).length > 0);
  run.abort(new Error('The run was stopped.'));
  await until(async () => (await children()).every((child) => isOver(Number(child))));
  const before = (await children()).length;
  assembler.prepare(cut, files);
  const made = assembler.assemble({ ...cut, files, outFile: bench.path('ended.mp4') });
  await expect(made).rejects.toThrow('The run was stopped.');
  expect(await children()).toHaveLength(before);
});

function isOver(child: number): boolean {
  try {
    process.kill(child, 0);
    return false;
  } catch {
    return true;
  }
}
