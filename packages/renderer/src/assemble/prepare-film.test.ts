import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClip } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';
import { openAssemblerBase } from './assembler-base.ts';
import { prepareFilm } from './prepare-film.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

test('however many takes are there already, few of them are looked at or prepared at a time', async () => {
  const file = await makeClip(bench.ffmpeg, bench.path('clip.mp4'), { sound: 'sine=440' });
  const shots = Array.from({ length: 150 }, (_, index) => `shot ${index}`);
  const transition = { type: 'fade', frames: 5 };
  const timeline = timelineOf(shots.map((shot) => ({ shot, frames: 24, transition })));
  const { signal } = new AbortController();
  const input = {
    cacheFolder: bench.path('cache'),
    ffmpeg: bench.ffmpeg,
    concurrency: 2,
    now: Date.now,
    signal,
  };
  await using base = await openAssemblerBase(input);
  const [looks, holds] = [counter(), counter()];
  await prepareFilm({ timeline }, new Map(shots.map((shot) => [shot, file])), {
    ...{ ffmpeg: bench.ffmpeg, concurrency: 2, signal },
    begun: { plans: new Map(), pieces: new Set(), sounds: new Map(), runs: new Map() },
    base: {
      ...base,
      mediaOf: (shot, path) => looks.count(() => base.mediaOf(shot, path)),
      cache: {
        ...base.cache,
        hold: () =>
          holds.count(async () => {
            throw new Error('Nothing is held here.');
          }),
      },
    },
  });
  expect(looks.all()).toBe(150);
  expect(holds.all()).toBeGreaterThanOrEqual(300);
  expect(looks.most()).toBeLessThanOrEqual(2);
  expect(holds.most()).toBeLessThan(50);
});

/** Counts what goes on at the same time. */
function counter() {
  let [now, most, all] = [0, 0, 0];
  return {
    most: () => most,
    all: () => all,
    count: async <Result>(work: () => Promise<Result>): Promise<Result> => {
      now += 1;
      all += 1;
      most = Math.max(most, now);
      try {
        // Whoever else is about to begin does.
        await new Promise((resolve) => setTimeout(resolve, 1));
        return await work();
      } finally {
        now -= 1;
      }
    },
  };
}
