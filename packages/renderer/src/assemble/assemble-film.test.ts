import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { frameRate, type Timeline } from '@storyboard/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAbilities } from '../ffmpeg/read-abilities.ts';
import { type MediaFacts, probeMedia } from '../media/probe-media.ts';
import { decodeFrames, pictureDigests } from '../testing/decode.ts';
import { FILM_VIDEO, makeClip, makeNumberedClip, NUMBERED, readNumber } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';
import { type AssembledFilm, assembleFilm } from './assemble-film.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

async function assemble(timeline: Timeline, files: Readonly<Record<string, string>>, name: string) {
  const outFile = bench.path(`${name}.mp4`);
  const film = await assembleFilm({
    timeline,
    files: new Map(Object.entries(files)),
    outFile,
    cacheFolder: bench.path('cache'),
    ffmpeg: bench.ffmpeg,
  });
  return { outFile, film, facts: await probeMedia(outFile) };
}

function hows(film: AssembledFilm): readonly string[] {
  return film.clips.map((clip) => clip.how);
}

describe('numbered frames', () => {
  const halves = { a: 'top', b: 'bottom', c: 'top', d: 'bottom' } as const;
  const first = { a: 0, b: 100, c: 200, d: 300 } as const;
  type Shot = keyof typeof first;
  const shots = Object.keys(first) as Shot[];
  let files: Record<Shot, string>;

  beforeAll(async () => {
    const made = await Promise.all(
      shots.map((shot) =>
        makeNumberedClip(bench.ffmpeg, bench.path(`${shot}.mp4`), {
          first: first[shot],
          frames: 24,
          half: halves[shot],
        }),
      ),
    );
    files = Object.fromEntries(shots.map((shot, index) => [shot, made[index]])) as Record<Shot, string>;
  });

  /** Every clip's number is read from every frame of the film on which it can be seen. */
  async function expectNumbers(timeline: Timeline, outFile: string): Promise<void> {
    const frames = await decodeFrames(bench.ffmpeg, outFile, { ...NUMBERED, format: 'gray' });
    expect(frames.length).toBe(timeline.frames);
    const fadeFrames = (index: number): number => timeline.clips[index]?.transition?.frames ?? 0;
    timeline.clips.forEach((clip, index) => {
      const shot = clip.shot as Shot;
      for (let frame = 0; frame < clip.frames; frame += 1) {
        const rising = fadeFrames(index) === 0 ? 1 : Math.min(1, frame / fadeFrames(index));
        const falling = fadeFrames(index + 1) === 0 ? 1 : (clip.frames - frame) / fadeFrames(index + 1);
        if (Math.min(rising, falling) < 0.1) continue;
        const picture = frames[clip.start + frame] ?? new Uint8Array();
        const number = readNumber(picture, halves[shot], index === 0 ? rising : 1);
        expect([shot, frame, number]).toEqual([shot, frame, first[shot] + frame]);
      }
    });
  }

  test('no frame is dropped, doubled or moved over fades, a hard cut and a beginning from black', async () => {
    const timeline = timelineOf([
      { shot: 'a', frames: 24, transition: { type: 'fade', frames: 6 } },
      { shot: 'b', frames: 24, transition: { type: 'fade', frames: 8 } },
      { shot: 'c', frames: 24 },
      { shot: 'd', frames: 24, transition: { type: 'fade', frames: 5 } },
    ]);
    const { outFile, film, facts } = await assemble(timeline, files, 'numbers');
    expect(film).toMatchObject({ frames: 83, samples: 166_000, sizeBytes: facts.sizeBytes });
    expect(facts.video).toMatchObject({
      frames: 83,
      frameRate: { numerator: 24, denominator: 1 },
      startSeconds: 0,
      colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
    });
    await expectNumbers(timeline, outFile);
    const [black] = await decodeFrames(bench.ffmpeg, outFile, { ...NUMBERED, format: 'gray' });
    expect(Math.max(...(black ?? []))).toBeLessThan(3);
  });

  test('hard cuts take the clips over as they are, with their frames at their places', async () => {
    const timeline = timelineOf(shots.map((shot) => ({ shot, frames: 24 })));
    const { outFile, film } = await assemble(timeline, files, 'copies');
    expect(hows(film)).toEqual(['copied', 'copied', 'copied', 'copied']);
    await expectNumbers(timeline, outFile);
  });

  test('a part of a clip is used from its first frame, and one that is too short stands still', async () => {
    const timeline = timelineOf([
      { shot: 'a', frames: 10 },
      { shot: 'b', frames: 30 },
      { shot: 'c', frames: 24 },
    ]);
    const { outFile, film } = await assemble(timeline, files, 'lengths');
    expect(film.clips).toEqual([
      { shot: 'a', how: 'encoded', why: 'it has 24 frames, 10 are used' },
      { shot: 'b', how: 'encoded', why: 'it has 24 frames, 30 are used' },
      { shot: 'c', how: 'copied', why: 'it is as the film needs it' },
    ]);
    const frames = await decodeFrames(bench.ffmpeg, outFile, { ...NUMBERED, format: 'gray' });
    const seen = frames.map((frame, index) =>
      readNumber(frame, index >= 10 && index < 40 ? 'bottom' : 'top'),
    );
    const counted = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => from + index);
    const still = Array.from({ length: 6 }, () => 123);
    expect(seen).toEqual([...counted(0, 10), ...counted(100, 24), ...still, ...counted(200, 24)]);
  });

  test('another rate keeps the time of every frame', async () => {
    const file = await makeNumberedClip(bench.ffmpeg, bench.path('thirty.mp4'), {
      first: 400,
      frames: 30,
      half: 'top',
      rate: '30',
    });
    const timeline = timelineOf([{ shot: 'a', frames: 24 }]);
    const { outFile } = await assemble(timeline, { a: file }, 'rates');
    const frames = await decodeFrames(bench.ffmpeg, outFile, { ...NUMBERED, format: 'gray' });
    frames.forEach((frame, index) => {
      const seconds = ((readNumber(frame, 'top') ?? 0) - 400) / 30;
      expect(Math.abs(seconds - index / 24)).toBeLessThanOrEqual(1 / 30);
    });
    expect(new Set(frames.map((frame) => readNumber(frame, 'top'))).size).toBe(24);
  });
});

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
  const { outFile, film, facts } = await assemble(timeline, files, 'encoders');
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

test.each([23.976, 25, 29.97, 30, 59.94])(
  'at %d frames per second copied and encoded pieces follow evenly',
  async (fps) => {
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
    const { outFile, film, facts } = await assemble(timeline, { a, b, c: a, d: b, e: a }, `at ${fps}`);
    expect(hows(film)).toEqual(['copied', 'copied', 'encoded', 'encoded', 'copied']);
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
  },
);

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
  const { outFile, film, facts } = await assemble(timeline, { a: file }, 'tagged');
  expect(hows(film)).toEqual(['copied']);
  expect(facts.video?.h264?.colour).toEqual({ primaries: 1, transfer: 1, matrix: 1 });
  expect(await pictureDigests(bench.ffmpeg, outFile, size)).toEqual(
    await pictureDigests(bench.ffmpeg, file, size),
  );
});

test('every transition that this ffmpeg knows gives its exact frames', async () => {
  const { transitions } = await readAbilities(bench.ffmpeg);
  expect(transitions.size).toBeGreaterThan(40);
  const [bars, lines] = await Promise.all([
    makeClip(bench.ffmpeg, bench.path('bars.mp4'), { size: '64x64', frames: 6, picture: 'smptehdbars' }),
    makeClip(bench.ffmpeg, bench.path('lines.mp4'), { size: '64x64', frames: 6 }),
  ]);
  const timeline = timelineOf(
    ['fade', ...transitions].map((type, index) => ({
      shot: index % 2 === 0 ? 'bars' : 'lines',
      frames: 6,
      ...(index === 0 ? {} : { transition: { type, frames: 3 } }),
    })),
    { width: 64, height: 64 },
  );
  const { outFile, film } = await assemble(timeline, { bars, lines }, 'transitions');
  expect(film.frames).toBe(3 * (transitions.size + 2));
  const digests = await pictureDigests(bench.ffmpeg, outFile, { width: 64, height: 64 });
  expect(digests.length).toBe(film.frames);
  const middles = [...transitions].map((_, index) => digests[3 * (index + 1) + 1]);
  // Two by two they lead to and from the same clip; some look alike on some pictures, most do not.
  expect(new Set(middles).size).toBeGreaterThan(transitions.size * 0.8);
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
