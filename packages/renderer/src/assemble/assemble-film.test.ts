import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { frameRate } from '@storyboard/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOutput } from '../ffmpeg/read-output.ts';
import { type MediaFacts, probeMedia } from '../media/probe-media.ts';
import { assemble } from '../testing/assemble.ts';
import { decodeFrames, pictureDigests } from '../testing/decode.ts';
import { FILM_VIDEO, makeClip, type TestClip } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';
import { assembleFilm } from './assemble-film.ts';
import type { AssembledFilm } from './open-assembler.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

function hows(film: AssembledFilm): readonly string[] {
  return film.clips.map((clip) => clip.how);
}

test('clips of different encoders are joined bit by bit, whatever their parameter sets and reordering', async () => {
  const encoders = [
    FILM_VIDEO,
    [...FILM_VIDEO, '-bf', '0'],
    [...FILM_VIDEO, '-x264-params', 'bframes=8:b-pyramid=normal:ref=6:b-adapt=2', '-g', '7'],
    [...FILM_VIDEO, '-preset', 'ultrafast', '-crf', '20', '-x264-params', 'cabac=1:8x8dct=1'],
  ];
  const pictures = ['testsrc2', 'mandelbrot', 'testsrc2', 'smptehdbars'];
  const made = await Promise.all(
    encoders.map((video, index) =>
      makeClip(bench.ffmpeg, bench.path(`encoder-${index}.mp4`), {
        frames: 20,
        picture: pictures[index] ?? 'testsrc2',
        video,
        sound: index % 2 === 0 ? 'sine=440' : undefined,
      }),
    ),
  );
  const files = Object.fromEntries(made.map((file, index) => [`s${index}`, file]));
  const timeline = timelineOf(Object.keys(files).map((shot) => ({ shot, frames: 20 })));
  const { outFile, film, facts } = await assemble(bench, timeline, files, 'encoders');
  expect(hows(film)).toEqual(['copied', 'copied', 'copied', 'copied']);
  const size = { width: 160, height: 96 };
  const sources = await Promise.all(made.map((file) => pictureDigests(bench.ffmpeg, file, size)));
  expect(await pictureDigests(bench.ffmpeg, outFile, size)).toEqual(sources.flat());
  expect(facts.video).toMatchObject({
    frames: 80,
    frameRate: { numerator: 24, denominator: 1 },
    startSeconds: 0,
  });
});

test.each([23.976, 59.94])('at %d frames per second copied and encoded pieces follow evenly', async (fps) => {
  const rate = frameRate(fps);
  const written = `${rate.numerator}/${rate.denominator}`;
  const made = await Promise.all(
    ['testsrc2', 'mandelbrot'].map((picture) =>
      makeClip(bench.ffmpeg, bench.path(`${fps} ${picture}.mp4`), { rate: written, frames: 17, picture }),
    ),
  );
  const [a = '', b = ''] = made;
  const timeline = timelineOf(
    [
      { shot: 'a', frames: 17 },
      { shot: 'b', frames: 17 },
      { shot: 'c', frames: 17 },
      { shot: 'd', frames: 17, transition: { type: 'fade', frames: 7 } },
      { shot: 'e', frames: 17 },
    ],
    { rate },
  );
  const { outFile, film, facts } = await assemble(bench, timeline, { a, b, c: a, d: b, e: a }, `at ${fps}`);
  expect(hows(film)).toEqual(['copied', 'copied', 'partly', 'encoded', 'copied']);
  expect(facts.video).toMatchObject({
    frames: 78,
    frameRate: rate,
    startSeconds: 0,
    ticks: evenTicks(78, facts),
  });
  const size = { width: 160, height: 96 };
  const digests = await pictureDigests(bench.ffmpeg, outFile, size);
  const [fromA, fromB] = await Promise.all([a, b].map((file) => pictureDigests(bench.ffmpeg, file, size)));
  expect(digests.slice(0, 34)).toEqual([...(fromA ?? []), ...(fromB ?? [])]);
  expect(digests.slice(61)).toEqual(fromA);
});

function evenTicks(frames: number, { video }: MediaFacts): readonly number[] {
  const step = (video?.ticks[1] ?? 0) - (video?.ticks[0] ?? 0);
  return Array.from({ length: frames }, (_, index) => index * step);
}

test('a copied clip that does not say its colours says them in the film', async () => {
  const size = { width: 64, height: 580 };
  const file = await makeClip(bench.ffmpeg, bench.path('untagged.mp4'), {
    size: '64x580',
    frames: 6,
    video: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'],
  });
  const timeline = timelineOf([{ shot: 'a', frames: 6 }], size);
  const { outFile, film, facts } = await assemble(bench, timeline, { a: file }, 'tagged');
  expect(hows(film)).toEqual(['copied']);
  expect(facts.video?.h264?.colour).toEqual({ primaries: 1, transfer: 1, matrix: 1 });
  expect(await pictureDigests(bench.ffmpeg, outFile, size)).toEqual(
    await pictureDigests(bench.ffmpeg, file, size),
  );
});

test('the same input gives the same bytes, however many pieces are made at a time', async () => {
  const [a, b] = await Promise.all([
    makeClip(bench.ffmpeg, bench.path('same-a.mp4'), { sound: 'sine=440', size: '170x96' }),
    makeClip(bench.ffmpeg, bench.path('same-b.mp4'), { rate: '25', picture: 'mandelbrot' }),
  ]);
  const timeline = timelineOf(
    [
      { shot: 'a', frames: 20, transition: { type: 'fade', frames: 4 } },
      { shot: 'b', frames: 20, transition: { type: 'dissolve', frames: 4 } },
    ],
    { rate: frameRate(23.976) },
  );
  const films = await Promise.all(
    [1, availableParallelism() + 2].map(async (concurrency) => {
      const outFile = bench.path(`same-${concurrency}.mp4`);
      await assembleFilm({
        timeline,
        files: new Map([
          ['a', a],
          ['b', b],
        ]),
        outFile,
        cacheFolder: bench.path(`same cache ${concurrency}`),
        ffmpeg: bench.ffmpeg,
        concurrency,
      });
      return outFile;
    }),
  );
  const [one, other] = await Promise.all(films.map((file) => readFile(file)));
  expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
  expect(one?.includes('Lavf')).toBe(false);
});

test('a clip whose rate varies keeps its time', async () => {
  const file = await makeClip(bench.ffmpeg, bench.path('varies.mp4'), {
    frames: 12,
    picture: 'color=black',
    filter: "geq=lum='16+N*18':cb=128:cr=128,setpts='if(lt(N,6),N,6+(N-6)*3)/24/TB'",
    output: ['-vsync', 'vfr'],
  });
  expect((await probeMedia(file)).video?.frameRate).toBeUndefined();
  const outFile = bench.path('varies film.mp4');
  await assembleFilm({
    timeline: timelineOf([{ shot: 'varies', frames: 24 }]),
    files: new Map([['varies', file]]),
    outFile,
    cacheFolder: bench.path('cache'),
    ffmpeg: bench.ffmpeg,
  });
  const frames = await decodeFrames(bench.ffmpeg, outFile, { width: 160, height: 96, format: 'gray' });
  const seen = frames.map((frame) => Math.round(((frame[48 * 160 + 80] ?? 0) * 219) / 255 / 18));
  const expected = [0, 1, 2, 3, 4, 5, ...[6, 7, 8, 9, 10, 11].flatMap((number) => [number, number, number])];
  // How long the last picture lasts is not the same in files of all versions of ffmpeg.
  expect(seen.slice(0, 21)).toEqual(expected.slice(0, 21));
});

test('HEVC, MPEG-4 and other sizes and rates make one even film', async () => {
  const encoders = await readOutput({ ffmpeg: bench.ffmpeg, args: ['-encoders'] });
  const made: readonly TestClip[] = [
    { video: ['-c:v', 'mpeg4', '-q:v', '3'], sound: 'sine=440:sample_rate=16000' },
    { size: '832x480', rate: '25', frames: 25, sound: 'sine=440:sample_rate=24000' },
    { size: '136x76', rate: '30000/1001', frames: 30 },
    ...(encoders.includes('libx265')
      ? [{ video: ['-c:v', 'libx265', '-tag:v', 'hvc1', '-x265-params', 'log-level=0'] }]
      : []),
    { rate: '8', frames: 8 },
    { frames: 1 },
  ];
  const files = await Promise.all(
    made.map((clip, index) => makeClip(bench.ffmpeg, bench.path(`m${index}.mp4`), clip)),
  );
  const outFile = bench.path('mixed.mp4');
  const clips = files.map((_, index) => ({
    shot: `m${index}`,
    frames: 20,
    ...(index % 2 === 1 ? { transition: { type: 'fade', frames: 5 } } : {}),
  }));
  const timeline = timelineOf(clips);
  const film = await assembleFilm({
    timeline,
    files: new Map(files.map((file, index) => [`m${index}`, file])),
    outFile,
    cacheFolder: bench.path('cache'),
    ffmpeg: bench.ffmpeg,
  });
  const frames = await decodeFrames(bench.ffmpeg, outFile, { width: 160, height: 96, format: 'gray' });
  expect([film.frames, frames.length]).toEqual([timeline.frames, timeline.frames]);
  expect(film.samples).toBe(timeline.frames * 2000);
  expect((await probeMedia(outFile)).video).toMatchObject({
    frameRate: { numerator: 24, denominator: 1 },
    startSeconds: 0,
  });
});
