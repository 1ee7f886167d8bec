import type { Timeline } from '@storyboard/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assemble } from '../testing/assemble.ts';
import { decodeFrames } from '../testing/decode.ts';
import { FILM_VIDEO, makeNumberedClip, NUMBERED, readNumber } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';

let bench: Workbench;

const halves = { a: 'top', b: 'bottom', c: 'top', d: 'bottom' } as const;
const first = { a: 0, b: 100, c: 200, d: 300 } as const;
type Shot = keyof typeof first;
const shots = Object.keys(first) as Shot[];
let files: Record<Shot, string>;

beforeAll(async () => {
  bench = await openWorkbench();
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

afterAll(() => bench.close());

/** Every clip's number is read from every frame of the film on which it can be seen. */
async function expectNumbers(timeline: Timeline, outFile: string): Promise<void> {
  const frames = await decodeFrames(bench.ffmpeg, outFile, { ...NUMBERED, format: 'gray' });
  expect(frames.length).toBe(timeline.frames);
  const fadeFrames = (index: number): number => timeline.clips[index]?.transition?.frames ?? 0;
  timeline.clips.forEach((clip, index) => {
    const shot = clip.shot as Shot;
    for (let frame = 0; frame < clip.frames; frame += 1) {
      const rising = fadeFrames(index) === 0 ? 1 : Math.min(1, frame / fadeFrames(index));
      const isLast = index === timeline.clips.length - 1;
      const after = isLast ? (timeline.ending?.frames ?? 0) : fadeFrames(index + 1);
      const falling = after === 0 ? 1 : Math.min(1, (clip.frames - frame) / after);
      if (Math.min(rising, falling) < 0.1) continue;
      const picture = frames[clip.start + frame] ?? new Uint8Array();
      const number = readNumber(picture, halves[shot], (index === 0 ? rising : 1) * (isLast ? falling : 1));
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
  const { outFile, film, facts } = await assemble(bench, timeline, files, 'numbers');
  expect(film).toMatchObject({ frames: 83, samples: 166_000, sizeBytes: facts.sizeBytes });
  const oneKey = 'it has one key picture only, which a transition changes, and no other stands without it';
  expect(film.clips.map(({ why }) => why === oneKey)).toEqual([true, true, false, true]);
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

test('between fades the frames of clips with several key pictures are taken over, all at their places', async () => {
  const several: Record<string, string> = {};
  for (const shot of shots) {
    several[shot] = await makeNumberedClip(bench.ffmpeg, bench.path(`several ${shot}.mp4`), {
      ...{ first: first[shot], frames: 40, half: halves[shot] },
      video: [...FILM_VIDEO, '-g', '8', '-bf', '3'],
    });
  }
  const clips = shots.map((shot) => ({ shot, frames: 40, transition: { type: 'fade', frames: 5 } }));
  const timeline = timelineOf(clips, { ending: { type: 'fade', frames: 6 } });
  const { outFile, film } = await assemble(bench, timeline, several, 'several');
  expect(film.clips.map(({ how }) => how)).toEqual(['partly', 'partly', 'partly', 'partly']);
  for (const { why } of film.clips) {
    const taken = Number(/; (\d+) of 40 frames are taken over$/.exec(why)?.[1]);
    expect(taken).toBeGreaterThanOrEqual(16);
  }
  await expectNumbers(timeline, outFile);
  const frames = await decodeFrames(bench.ffmpeg, outFile, { ...NUMBERED, format: 'gray' });
  const brightest = frames.slice(-7).map((frame) => Math.max(...frame));
  expect(brightest[0]).toBeGreaterThan(180);
  expect(brightest).toEqual([...brightest].sort((a, b) => b - a));
  expect(brightest.at(-1)).toBeLessThan(60);
});

test('a clip with several key pictures that is too short is held on its last frame, also in a fade', async () => {
  const several: Record<string, string> = {};
  for (const shot of ['a', 'b']) {
    several[shot] = await makeNumberedClip(bench.ffmpeg, bench.path(`held ${shot}.mp4`), {
      ...{ first: first[shot as Shot], frames: 30, half: halves[shot as Shot] },
      video: [...FILM_VIDEO, '-g', '8'],
    });
  }
  const timeline = timelineOf([
    { shot: 'a', frames: 40 },
    { shot: 'b', frames: 36, transition: { type: 'fade', frames: 6 } },
  ]);
  const { outFile, film } = await assemble(bench, timeline, several, 'held');
  expect(film.clips.map(({ how }) => how)).toEqual(['partly', 'partly']);
  const frames = await decodeFrames(bench.ffmpeg, outFile, { ...NUMBERED, format: 'gray' });
  const seen = (from: number, end: number, half: 'top' | 'bottom') =>
    frames.slice(from, end).map((frame) => readNumber(frame, half));
  const counted = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
  expect(seen(0, 38, 'top')).toEqual([...counted(0, 30), ...Array.from({ length: 8 }, () => 29)]);
  expect(seen(37, 70, 'bottom')).toEqual([...counted(103, 27), ...Array.from({ length: 6 }, () => 129)]);
});

test('hard cuts take the clips over as they are, with their frames at their places', async () => {
  const timeline = timelineOf(shots.map((shot) => ({ shot, frames: 24 })));
  const { outFile, film } = await assemble(bench, timeline, files, 'copies');
  expect(film.clips.map((clip) => clip.how)).toEqual(['copied', 'copied', 'copied', 'copied']);
  await expectNumbers(timeline, outFile);
});

test('a part of a clip is used from its first frame, and one that is too short stands still', async () => {
  const timeline = timelineOf([
    { shot: 'a', frames: 10 },
    { shot: 'b', frames: 30 },
    { shot: 'c', frames: 24 },
  ]);
  const { outFile, film } = await assemble(bench, timeline, files, 'lengths');
  expect(film.clips).toMatchObject([
    {
      shot: 'a',
      how: 'partly',
      why: expect.stringMatching(/^it has 24 frames, 10 are used; \d+ of 10 frames are taken over$/),
    },
    {
      shot: 'b',
      how: 'partly',
      why: 'it is 0.25 s shorter than its shot, its last frame is held; 24 of 30 frames are taken over',
    },
    { shot: 'c', how: 'copied', why: 'it is as the film needs it' },
  ]);
  const frames = await decodeFrames(bench.ffmpeg, outFile, { ...NUMBERED, format: 'gray' });
  const seen = frames.map((frame, index) => readNumber(frame, index >= 10 && index < 40 ? 'bottom' : 'top'));
  const counted = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
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
  const { outFile } = await assemble(bench, timeline, { a: file }, 'rates');
  const frames = await decodeFrames(bench.ffmpeg, outFile, { ...NUMBERED, format: 'gray' });
  frames.forEach((frame, index) => {
    const seconds = ((readNumber(frame, 'top') ?? 0) - 400) / 30;
    expect(Math.abs(seconds - index / 24)).toBeLessThanOrEqual(1 / 30);
  });
  expect(new Set(frames.map((frame) => readNumber(frame, 'top'))).size).toBe(24);
});
