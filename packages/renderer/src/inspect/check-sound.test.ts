import { chmod, copyFile, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openContentCache } from '../assemble/content-cache.ts';
import { fileName } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { readMovie } from '../mp4/read-movie.ts';
import { addCutList } from '../testing/add-cut-list.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { checkFilm } from './check-film.ts';
import { hearAhead } from './hear-ahead.ts';
import { inspectFilm } from './inspect-film.ts';
import { readCut } from './read-cut.ts';
import { soundStretches } from './sound-stretches.ts';

/** So many frames a second that one of them is as long as one packet of sound. */
const RATE = '375/8';
const FRAMES = 1560;
/** Where the stretches end that the sound is listened to in. */
const ENDS = [767, 1279];
/** At and around the ends of stretches, and elsewhere; the sound jumps at every other one. */
const JOINS = [300, 764, 767, 768, 770, 1000, 1278, 1279, 1281, 1283];
const JUMPS = JOINS.filter((_, index) => index % 2 === 0);

let bench: Workbench;
let film: string;
let counting: string;

beforeAll(async () => {
  bench = await openWorkbench();
  film = bench.path('film.mp4');
  const seconds = (frame: number): string => ((frame * 1024) / 48_000).toFixed(7);
  const phase = JUMPS.map((frame) => `1.7*gte(t\\,${seconds(frame)})`).join('+');
  // Louder in its second half; loudest between samples, just where a stretch ends.
  const loudness = `0.05+0.3*gte(t\\,14)+0.3*between(t\\,${seconds(765.5)}\\,${seconds(768.4)})`;
  await runFfmpeg({
    ffmpeg: bench.ffmpeg,
    args: [
      ...['-f', 'lavfi', '-i', `testsrc2=size=32x32:rate=${RATE},trim=end_frame=${FRAMES}`],
      ...[
        '-f',
        'lavfi',
        '-i',
        `aevalsrc=(${loudness})*sin(2*PI*220*t+${phase}):s=48000:d=${seconds(FRAMES)}`,
      ],
      ...['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', '-ac', '2'],
      ...['-c:a', 'aac', '-b:a', '128k', '-f', 'mp4', fileName(film)],
    ],
  });
  const starts = [0, ...JOINS];
  await addCutList(film, {
    frameRate: { numerator: 375, denominator: 8 },
    drawn: [],
    clips: starts.map((start, index) => ({
      shot: `shot-${index}`,
      start,
      frames: (starts[index + 1] ?? FRAMES) - start,
      transition: undefined,
    })),
    ending: undefined,
  });
  counting = bench.path('ffmpeg');
  await writeFile(
    counting,
    `#!/bin/sh\ncase "$*" in *f32le*) echo run >> "$0.runs";; esac\nexec '${bench.ffmpeg}' "$@"\n`,
  );
  await chmod(counting, 0o755);
});
afterAll(() => bench.close());

async function check(file: string, folder: string) {
  await mkdir(bench.path(folder), { recursive: true });
  const cache = await openContentCache(bench.path(folder), bench.folder, { now: Date.now });
  const cut = await readCut(file);
  if (cut === undefined) throw new Error('no cut list');
  await writeFile(`${counting}.runs`, '');
  const size = { width: 32, height: 32 };
  const checking = { ffmpeg: counting, cache, concurrency: 2, signal: new AbortController().signal };
  const checked = await checkFilm({ file, cut, size, loudness: undefined }, checking);
  const runs = (await readFile(`${counting}.runs`, 'utf8')).split('\n').length - 1;
  return { ...checked, runs };
}

async function soundTable(file: string) {
  const table = (await readMovie(file))?.tables.find(({ kind }) => kind === 'sound');
  if (table === undefined) throw new Error('no sound');
  return table;
}

test('sound that is heard in stretches is as it is when it is heard at once, at their ends as well', async () => {
  const stretches = soundStretches(await soundTable(film));
  expect(stretches?.map(({ stop }) => stop / 1024)).toEqual([...ENDS, FRAMES]);
  const checked = await check(film, 'fresh');
  const { sound, findings } = await inspectFilm(film, { ffmpeg: bench.ffmpeg });
  expect(checked.sound.loudness).toBeCloseTo(sound?.loudness ?? 0, 1);
  expect(checked.sound.truePeak).toBeCloseTo(sound?.truePeak ?? 0, 1);
  expect(checked.findings).toEqual(findings);
  const clicks = findings.filter(({ code }) => code === 'click');
  expect(clicks.map(({ shot }) => shot)).toEqual(JUMPS.map((frame) => `shot-${JOINS.indexOf(frame) + 1}`));
});

test('only the stretches are heard again in which another film sounds otherwise, and told the same as without any', async () => {
  const first = await check(film, 'held');
  expect((await check(film, 'held')).runs).toBe(0);
  const changed = bench.path('changed.mp4');
  await copyFile(film, changed);
  const { offsets, sizes } = await soundTable(film);
  // A packet that decodes as well as any in the place of another, of as many bytes.
  const place = sizes.findIndex((size, packet) => packet > 1285 && sizes.indexOf(size, packet + 1) > 0);
  const other = sizes.indexOf(sizes[place] ?? 0, place + 1);
  {
    await using handle = await open(changed, 'r+');
    const bytes = Buffer.alloc(sizes[place] ?? 0);
    await handle.read(bytes, 0, bytes.length, offsets[other] ?? 0);
    await handle.write(bytes, 0, bytes.length, offsets[place] ?? 0);
  }
  const again = await check(changed, 'held');
  expect([first.runs, again.runs]).toEqual([3, 1]);
  expect({ ...again, runs: 0 }).toEqual({ ...(await check(changed, 'other')), runs: 0 });
});

test('what was heard before the film was written is not heard again', async () => {
  const folder = bench.path('ahead');
  await mkdir(folder);
  const cache = await openContentCache(folder, bench.folder, { now: Date.now });
  const cut = await readCut(film);
  if (cut === undefined) throw new Error('no cut list');
  const { offsets, sizes } = await soundTable(film);
  // In parts that end where no stretch does.
  const parts = [0, 500, 768, 1300].map((from, index, starts) => {
    const packets = sizes.subarray(from, starts[index + 1]);
    const run = { file: film, offsets: [...offsets.subarray(from, starts[index + 1])], sizes: [...packets] };
    return { packets: packets.length, run, isNew: true };
  });
  await hearAhead(parts, cut, { cache, ffmpeg: bench.ffmpeg, signal: new AbortController().signal });
  const checked = await check(film, 'ahead');
  expect(checked.runs).toBe(0);
  expect(checked).toEqual({ ...(await check(film, 'fresh')), runs: 0 });
});

test('damaged sound is told as when it is heard at once', async () => {
  const damaged = bench.path('damaged.mp4');
  await copyFile(film, damaged);
  const { offsets, sizes } = await soundTable(film);
  {
    await using handle = await open(damaged, 'r+');
    for (const packet of [400, 766, 900]) {
      await handle.write(Buffer.alloc(sizes[packet] ?? 0, 0x55), 0, undefined, offsets[packet] ?? 0);
    }
  }
  const undecodable = ({ code }: { readonly code: string }): boolean => code === 'undecodable';
  const { findings } = await inspectFilm(damaged, { ffmpeg: bench.ffmpeg });
  const expected = findings.filter(undecodable).map(({ message }) => message);
  const checked = await check(damaged, 'damaged');
  expect(checked.findings.filter(undecodable).map(({ message }) => message)).toEqual(expected);
  expect(expected).toHaveLength(1);
});
