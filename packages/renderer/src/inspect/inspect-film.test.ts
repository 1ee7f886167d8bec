import { copyFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { frameRate } from '@storyboard/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assembleFilm } from '../assemble/assemble-film.ts';
import { openContentCache } from '../assemble/content-cache.ts';
import { fileName } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { readMovie } from '../mp4/read-movie.ts';
import { addCutList } from '../testing/add-cut-list.ts';
import { assemble } from '../testing/assemble.ts';
import { FILM_VIDEO, makeClip } from '../testing/make-clip.ts';
import { openWorkbench, refusalOf, timelineOf, type Workbench } from '../testing/workbench.ts';
import { checkFilm } from './check-film.ts';
import { inspectFilm } from './inspect-film.ts';
import { readCut } from './read-cut.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
  await makeClip(bench.ffmpeg, bench.path('high.mp4'), {
    frames: 36,
    sound: 'sine=frequency=440:sample_rate=48000',
  });
  await makeClip(bench.ffmpeg, bench.path('low.mp4'), {
    frames: 36,
    picture: 'testsrc',
    sound: 'sine=frequency=130:sample_rate=48000',
  });
  await makeFaulty(bench.path('faulty.mp4'));
});
afterAll(() => bench.close());

/**
 * A film of three shots: the second begins with a jump in the sound and is black in its middle, the third stands still
 * at its end.
 */
async function makeFaulty(file: string): Promise<void> {
  const moving = 'size=160x96:rate=24';
  await runFfmpeg({
    ffmpeg: bench.ffmpeg,
    args: [
      ...['-f', 'lavfi', '-i', `testsrc2=${moving},trim=end_frame=24`],
      ...[
        '-f',
        'lavfi',
        '-i',
        `testsrc=${moving},trim=end_frame=36,drawbox=t=fill:c=black:enable='between(n,12,21)'`,
      ],
      ...['-f', 'lavfi', '-i', `testsrc2=${moving},trim=start_frame=50:end_frame=60,setpts=PTS-STARTPTS`],
      ...['-f', 'lavfi', '-i', 'aevalsrc=0.4*sin(2*PI*220*t+1.7*gte(t\\,1)):s=48000:d=4'],
      ...[
        '-filter_complex',
        '[2]tpad=stop_mode=clone:stop=26[held];[0][1][held]concat=n=3,format=yuv420p[v]',
      ],
      ...[
        '-map',
        '[v]',
        '-map',
        '3:a',
        '-ac',
        '2',
        ...FILM_VIDEO,
        '-c:a',
        'aac',
        '-b:a',
        '128k',
        '-f',
        'mp4',
        fileName(file),
      ],
    ],
  });
  await addCutList(file, {
    frameRate: frameRate(24),
    drawn: [],
    clips: [
      { shot: 'one', start: 0, frames: 24, transition: undefined },
      { shot: 'two', start: 24, frames: 36, transition: undefined },
      { shot: 'three', start: 60, frames: 36, transition: undefined },
    ],
    ending: undefined,
  });
}

const FAULTS = [
  { code: 'click', seconds: 1, shot: 'two' },
  { code: 'black', seconds: 1.5, shot: 'two' },
  { code: 'frozen', seconds: 2.875, shot: 'three' },
];

/** What is found, with times to the frame: a still stretch may begin with the last frame that moved. */
function coarse(findings: readonly { code: string; seconds?: number; shot?: string }[]) {
  return findings.map(({ code, seconds, shot }) => ({
    code,
    seconds: Math.round((seconds ?? -1) * 24) / 24,
    shot,
  }));
}

test('nothing is wrong with a film of ours, over cuts, fades, and out of and into black', async () => {
  const timeline = timelineOf(
    [
      { shot: 'high', frames: 36, transition: { type: 'fade', frames: 10 } },
      { shot: 'low', frames: 36 },
      { shot: 'again', frames: 36, transition: { type: 'fadeblack', frames: 12 } },
    ],
    { ending: { type: 'fade', frames: 10 } },
  );
  const files = { high: bench.path('high.mp4'), low: bench.path('low.mp4'), again: bench.path('high.mp4') };
  const { outFile } = await assemble(bench, timeline, files, 'clean');
  const seen: number[] = [];
  const inspected = await inspectFilm(outFile, {
    ffmpeg: bench.ffmpeg,
    onProgress: (done) => seen.push(done),
  });
  expect(inspected.findings).toEqual([]);
  expect(inspected.facts).toMatchObject({
    form: 'mp4',
    indexFirst: true,
    pictures: { codec: 'avc', profile: 100, width: 160, height: 96, frames: 96, framesPerSecond: 24 },
    sound: { codec: 'aac', samplesPerSecond: 48_000, channels: 2, drift: 0 },
    shots: [
      { shot: 'high', seconds: 0, durationSeconds: 1.5 },
      { shot: 'low', seconds: 1.5, durationSeconds: 1.5 },
      { shot: 'again', seconds: 2.5, durationSeconds: 1.5 },
    ],
  });
  expect(inspected.sound?.loudness).toBeLessThan(-10);
  expect(seen.at(-1)).toBeCloseTo(1, 9);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test('a click, a black stretch and a held frame are told with their time and shot', async () => {
  const { findings } = await inspectFilm(bench.path('faulty.mp4'), { ffmpeg: bench.ffmpeg });
  expect(coarse(findings)).toEqual(FAULTS);
  expect(findings[0]?.message).toMatch(/^The sound jumps by \d+ % of full scale where "one" meets "two"\.$/);
});

test('the check of a film that was just made finds the same, and decodes nothing that it has seen before', async () => {
  await Promise.all([mkdir(bench.path('held')), mkdir(bench.path('work'))]);
  const cache = await openContentCache(bench.path('held'), bench.path('work'), { now: Date.now });
  const check = async (file: string, ffmpeg: string) => {
    const cut = await readCut(file);
    if (cut === undefined) throw new Error('no cut list');
    const film = { file, cut, size: { width: 160, height: 96 }, loudness: -14 };
    return checkFilm(film, { ffmpeg, cache, concurrency: 2, signal: new AbortController().signal });
  };
  const first = await check(bench.path('faulty.mp4'), bench.ffmpeg);
  expect(coarse(first.findings.filter(({ code }) => code !== 'off-loudness'))).toEqual(FAULTS);
  const { sound } = await inspectFilm(bench.path('faulty.mp4'), { ffmpeg: bench.ffmpeg });
  expect(first.sound).toEqual({ loudness: sound?.loudness, truePeak: sound?.truePeak });
  // Another film with the same pictures and sound; there is no ffmpeg to decode it.
  await copyFile(bench.path('faulty.mp4'), bench.path('again.mp4'));
  expect(await check(bench.path('again.mp4'), bench.path('no ffmpeg'))).toEqual(first);
});

test('a film of others has no shots and no joins, and its black and still stretches are told all the same', async () => {
  const file = bench.path('foreign.mp4');
  const bytes = await readFile(bench.path('faulty.mp4'));
  bytes.write('free', bytes.lastIndexOf('uuid'), 'latin1');
  await writeFile(file, bytes);
  const { facts, findings } = await inspectFilm(file, { ffmpeg: bench.ffmpeg });
  expect(facts.shots).toBeUndefined();
  expect(findings.map(({ code, shot }) => [code, shot])).toEqual([
    ['click', undefined],
    ['black', undefined],
  ]);
});

test('a drawing that stands still is as it should be, a take that does is not; the film itself knows which is which', async () => {
  await makeClip(bench.ffmpeg, bench.path('still.mp4'), {
    frames: 54,
    picture: 'smptebars',
    sound: 'sine=frequency=200:sample_rate=48000',
  });
  const clips = [
    { shot: 'moving', frames: 24 },
    { shot: 'still', frames: 54 },
  ];
  const files = new Map([
    ['moving', bench.path('high.mp4')],
    ['still', bench.path('still.mp4')],
  ]);
  const { ffmpeg } = bench;
  for (const drawn of [new Set<string>(), new Set(['still'])]) {
    const outFile = bench.path(`drawn-${drawn.size}.mp4`);
    const film = {
      timeline: timelineOf(clips),
      files,
      outFile,
      cacheFolder: bench.path('cache'),
      ffmpeg,
      drawn,
    };
    const { findings } = await assembleFilm(film);
    const expected = drawn.size === 0 ? [{ code: 'frozen', seconds: 1, shot: 'still' }] : [];
    expect(coarse(findings)).toEqual(expected);
    expect(coarse((await inspectFilm(outFile, { ffmpeg })).findings)).toEqual(expected);
  }
});

test('damaged pictures are told, with about when', async () => {
  const file = bench.path('damaged.mp4');
  const bytes = await readFile(bench.path('low.mp4'));
  const table = (await readMovie(bench.path('low.mp4')))?.tables.find(({ kind }) => kind === 'pictures');
  for (let packet = 22; packet < 28; packet += 1) {
    const start = table?.offsets[packet] ?? 0;
    for (let at = start + 8; at < start + (table?.sizes[packet] ?? 0); at += 3) bytes[at] = 0x55;
  }
  await writeFile(file, bytes);
  const { findings } = await inspectFilm(file, { ffmpeg: bench.ffmpeg });
  const damage = findings.filter(({ code }) => code === 'undecodable');
  expect(damage[0]?.message).toMatch(/^Its pictures do not decode cleanly: \d+ errors?, the first: \S/);
  // The first of the damaged ones is shown at 22/24 s or a little before or later.
  expect(damage[0]?.seconds).toBeGreaterThan(0.5);
  expect(damage[0]?.seconds).toBeLessThan(1.5);
});

test('pictures without sound, and sound of another rate in one channel, are looked at', async () => {
  await makeClip(bench.ffmpeg, bench.path('silent.mp4'), { frames: 24 });
  const silent = await inspectFilm(bench.path('silent.mp4'), { ffmpeg: bench.ffmpeg });
  expect({ sound: silent.sound, findings: silent.findings }).toEqual({ sound: undefined, findings: [] });
  await makeClip(bench.ffmpeg, bench.path('mono.mp4'), {
    frames: 48,
    sound: 'sine=frequency=300:sample_rate=22050',
    output: ['-ac', '1'],
  });
  const mono = await inspectFilm(bench.path('mono.mp4'), { ffmpeg: bench.ffmpeg });
  expect(mono.facts.sound).toMatchObject({ samplesPerSecond: 22_050, channels: 1 });
  expect(mono.sound?.truePeak).toBeCloseTo(-18, 0);
  expect(mono.findings).toEqual([]);
});

test('what is no film is refused, and a look can be stopped', async () => {
  await writeFile(bench.path('list.mp4'), '#EXTM3U\nfile:///etc/passwd\n');
  await copyFile(bench.path('low.mp4'), bench.path('cut off.mp4'));
  await truncate(bench.path('cut off.mp4'), 4000);
  for (const name of ['list.mp4', 'cut off.mp4', 'missing.mp4']) {
    const problem = await refusalOf(inspectFilm(bench.path(name), { ffmpeg: bench.ffmpeg }));
    expect(problem.code).toBe('media-unreadable');
  }
  const reason = new Error('enough');
  const stop = new AbortController();
  const stopped = inspectFilm(bench.path('low.mp4'), { ffmpeg: bench.ffmpeg, signal: stop.signal });
  stop.abort(reason);
  await expect(stopped).rejects.toBe(reason);
});

test('in a film of others clicks are looked for where the picture changes', async () => {
  const file = bench.path('foreign cut.mp4');
  await runFfmpeg({
    ffmpeg: bench.ffmpeg,
    args: [
      ...['-f', 'lavfi', '-i', 'testsrc=size=160x96:rate=24,trim=end_frame=24'],
      ...['-f', 'lavfi', '-i', 'smptehdbars=size=160x96:rate=24,trim=end_frame=24'],
      // It jumps twice, once where nothing is to be seen.
      ...['-f', 'lavfi', '-i', 'aevalsrc=0.4*sin(2*PI*220*t+1.7*gte(t\\,1)+1.7*gte(t\\,1.5)):s=48000:d=2'],
      ...['-filter_complex', '[0][1]concat=n=2,format=yuv420p[v]', '-map', '[v]', '-map', '2:a'],
      ...[...FILM_VIDEO, '-c:a', 'aac', '-b:a', '128k', '-f', 'mp4', fileName(file)],
    ],
  });
  const { findings } = await inspectFilm(file, { ffmpeg: bench.ffmpeg });
  expect(findings).toEqual([
    {
      code: 'click',
      message: expect.stringMatching(/^The sound jumps by \d+ % of full scale where the picture changes\.$/),
      seconds: expect.closeTo(1, 2),
    },
  ]);
});
