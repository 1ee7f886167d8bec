import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameRate } from '../../packages/core/src/index.ts';
import { openWorkbench, type Workbench } from '../../packages/renderer/src/testing/workbench.ts';
import { knownFilm, makeFilm } from './make-film.ts';
import { h264, makeTake, type Take } from './make-take.ts';

let bench: Workbench;
let takes: readonly Take[];

const options = { timeout: 900_000 };
const RATE = frameRate(29.97);
/** 6,406.4 samples: no clip ends on a whole one. */
const FRAMES = 4;

beforeAll(async () => {
  bench = await openWorkbench();
  const made: Take[] = [];
  for (let shot = 0; shot < 24; shot += 1) {
    made.push(await makeTake(bench, { shot, frames: FRAMES, rate: '30000/1001', video: h264(FRAMES) }));
  }
  takes = made;
}, options.timeout);

afterAll(() => bench.close());

/** Neighbours are never of one half, and no order is repeated. */
function takeAt(index: number): Take {
  const number = (((index * index * 7 + index * 5) % takes.length) & ~1) + (index % 2);
  return takes[number] as Take;
}

test(
  '96 shots, two thirds of them faded into each other, do not drift by a frame or a sample',
  options,
  async () => {
    const clips = Array.from({ length: 96 }, (_, index) => ({
      take: takeAt(index),
      fade: index % 3 === 0 ? 0 : 1 + (index % 2),
    }));
    const film = await makeFilm(bench, knownFilm(clips, { rate: RATE }), '96 shots');
    expect(film.problems).toEqual([]);
  },
);

test('1,000 shots do not drift by a frame or a sample', options, async () => {
  const clips = Array.from({ length: 1000 }, (_, index) => ({ take: takeAt(index) }));
  const known = {
    ...knownFilm(clips, { rate: RATE }),
    heard: (index: number) => index % 20 < 2 || index > 990,
  };
  const film = await makeFilm(bench, known, '1,000 shots');
  expect(film.problems).toEqual([]);
  expect(film.film.samples).toBe(6_406_400);
});
