import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameRate } from '../../packages/core/src/index.ts';
import { openWorkbench, type Workbench } from '../../packages/renderer/src/testing/workbench.ts';
import { knownFilm, makeFilm } from './make-film.ts';
import { h264, makeTake, type Take } from './make-take.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

test.each([23.976, 25, 29.97, 30, 60])(
  'a film at %d frames per second has every frame and sample in its place',
  async (perSecond) => {
    const rate = frameRate(perSecond);
    const takes = await Promise.all(
      [20, 27, 31].map((frames, index) =>
        makeTake(bench, {
          shot: Math.round(perSecond) * 4 + index,
          frames,
          rate: `${rate.numerator}/${rate.denominator}`,
          video: h264(index === 1 ? 27 : 6),
        }),
      ),
    );
    const fades = [0, 0, 7, 0, 5, 0, 0];
    const clips = fades.map((fade, index) => ({ take: takes[index % takes.length] as Take, fade }));
    const film = await makeFilm(bench, knownFilm(clips, { rate }), `${perSecond} fps`);
    expect(film.problems).toEqual([]);
  },
);
