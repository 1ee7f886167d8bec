import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from '../../packages/renderer/src/testing/workbench.ts';
import { CODED, drawCode, readCode } from './bar-code.ts';
import { knownFilm, type MadeFilm, makeFilm } from './make-film.ts';
import { h264, makeTake, type Take } from './make-take.ts';
import { problemsOf } from './problems-of.ts';
import type { DecodedFilm } from './read-film.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

const FRAMES = 30;
const kinds = [
  { name: 'short groups of pictures', first: 0, video: h264(8) },
  { name: 'one group of pictures', first: 10, video: h264(FRAMES) },
  { name: 'no B-frames', first: 20, video: h264(8, 0) },
  { name: 'every picture on its own', first: 30, video: h264(1) },
  { name: 'groups of many B-frames', first: 40, video: h264(12, 5) },
];
const made = new Map<string, MadeFilm>();

test.each(kinds)('takes of $name have every frame in its place over every join', async (kind) => {
  const takes = await takesFrom(kind.first, 6, kind.video);
  const fades = [5, 0, 8, 12, 0, 1];
  const known = knownFilm(takes.map((take, index) => ({ take, fade: fades[index] ?? 0 })));
  const film = await makeFilm(bench, known, kind.name);
  made.set(kind.name, film);
  expect(film.problems).toEqual([]);
});

test.each(kinds)(
  'takes of $name that follow each other by hard cuts are copied, frame by frame',
  async (kind) => {
    const takes = await takesFrom(kind.first, 4, kind.video);
    const film = await makeFilm(bench, knownFilm(takes.map((take) => ({ take }))), `${kind.name}, cut`);
    expect(film.film.clips.map(({ how }) => how)).toEqual(['copied', 'copied', 'copied', 'copied']);
    expect(film.problems).toEqual([]);
  },
);

test('takes that are longer or shorter than asked give their first frames, and hold their last one', async () => {
  const takes = await takesFrom(50, 5, h264(8));
  const lengths = [20, 36, FRAMES, 9, 40];
  const fades = [0, 6, 0, 4, 4];
  const clips = takes.map((take, index) => ({
    take,
    frames: lengths[index] ?? FRAMES,
    fade: fades[index] ?? 0,
  }));
  expect((await makeFilm(bench, knownFilm(clips), 'lengths')).problems).toEqual([]);
});

test.each([1, 2])('a film of %i shots goes out into black at its end', async (count) => {
  const takes = await takesFrom(50, count, h264(8));
  const known = knownFilm(
    takes.map((take) => ({ take, fade: 4 })),
    { ending: { type: 'fade', frames: 10 } },
  );
  expect((await makeFilm(bench, known, 'ending')).problems).toEqual([]);
});

test('a clip that is all transition has its frames, too', async () => {
  const takes = await takesFrom(60, 3, h264(8));
  const clips = [
    { take: takes[0] as Take },
    { take: takes[1] as Take, frames: 16, fade: 8 },
    { take: takes[2] as Take, fade: 8 },
  ];
  expect((await makeFilm(bench, knownFilm(clips), 'all transition')).problems).toEqual([]);
});

test('one frame dropped, doubled, swapped or from elsewhere is found, and so is one sample', async () => {
  const film = made.get('short groups of pictures') as MadeFilm;
  const spoilt = (change: Partial<DecodedFilm>) => problemsOf(film, { ...film.decoded, ...change });
  const { pictures, shownAt, sound } = film.decoded;
  const middle = Math.floor(pictures.length / 2);
  expect(spoilt({ pictures: pictures.toSpliced(middle, 1) })).not.toEqual([]);
  expect(spoilt({ pictures: pictures.toSpliced(-1, 1) })).not.toEqual([]);
  const doubled = pictures.toSpliced(middle, 1, pictures[middle - 1] as Uint8Array);
  expect(spoilt({ pictures: doubled })).toContainEqual(expect.stringMatching(/is frame \d+, not \d+$/));
  const elsewhere = drawCode({ shot: 9, frame: 3 }, CODED).subarray(0, CODED.width * CODED.height);
  expect(spoilt({ pictures: pictures.toSpliced(middle, 1, elsewhere) })).not.toEqual([]);
  expect(spoilt({ shownAt: shownAt.with(middle, (shownAt[middle] ?? 0) + 0.001) })).not.toEqual([]);
  const late = Float32Array.from(sound.left, (_, index) => sound.left[index - 1] ?? 0);
  expect(spoilt({ sound: { ...sound, left: late } })).toContainEqual(
    expect.stringMatching(/ is 1 samples late$/),
  );
  expect(spoilt({ sound: { left: sound.right, right: sound.left } })).not.toEqual([]);
});

test('a code is read as it was drawn, and not from a picture of another half or without one', () => {
  const luma = drawCode({ shot: 613, frame: 201 }, CODED).subarray(0, CODED.width * CODED.height);
  expect(readCode(luma, 'odd')).toEqual({ shot: 613, frame: 201, weight: 1 });
  expect(readCode(luma, 'even')).toBe(undefined);
  const flipped = Uint8Array.from(luma, (_, index) => (index % 12 < 6 ? 204 : 48));
  expect(readCode(flipped, 'odd')).toBe(undefined);
});

/** Takes of neighbouring numbers, made once for all tests that use them. */
async function takesFrom(first: number, count: number, video: readonly string[]): Promise<readonly Take[]> {
  const shots = Array.from({ length: count }, (_, index) => first + index);
  return Promise.all(shots.map((shot) => takeOf(shot, video)));
}

const takes = new Map<number, Promise<Take>>();

function takeOf(shot: number, video: readonly string[]): Promise<Take> {
  const held = takes.get(shot) ?? makeTake(bench, { shot, frames: FRAMES, video });
  takes.set(shot, held);
  return held;
}
