import { afterAll, beforeAll, expect, test } from 'vitest';
import { probeMedia } from '../media/probe-media.ts';
import { readPictures } from '../mp4/read-pictures.ts';
import { assemble } from '../testing/assemble.ts';
import { decodeFrames } from '../testing/decode.ts';
import { FILM_VIDEO, makeClip } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

test('pictures that are renewed bit by bit are decoded from the start, and are none to begin at', async () => {
  const refreshed = await makeClip(bench.ffmpeg, bench.path('refreshed.mp4'), {
    frames: 48,
    // Every frame is another one, so that what is missing shows.
    picture: 'mandelbrot=start_scale=0.5:end_scale=0.01',
    video: [...FILM_VIDEO, '-x264-params', 'intra-refresh=1:keyint=16:bframes=0:ref=1'],
  });
  expect((await probeMedia(refreshed)).video?.keyframes.length).toBeGreaterThan(2);
  const timeline = timelineOf([
    { shot: 'a', frames: 48 },
    { shot: 'b', frames: 24, transition: { type: 'fade', frames: 12 } },
  ]);
  const files = { a: refreshed, b: await makeClip(bench.ffmpeg, bench.path('b.mp4')) };
  const { outFile, film } = await assemble(bench, timeline, files, 'film');
  expect(film.clips[0]).toMatchObject({ how: 'partly' });
  const picture = { ...timeline.size, format: 'gray' } as const;
  const [made, source] = await Promise.all(
    [outFile, refreshed].map((file) => decodeFrames(bench.ffmpeg, file, picture)),
  );
  // The first of the transition, which is all of the one clip.
  expect(differenceOf(made?.[36], source?.[36])).toBeLessThan(10);
  const stream = await readPictures(outFile);
  expect(Array.from(stream?.sync.subarray(0, 36) ?? [])).toEqual([1, ...Array<number>(35).fill(0)]);
});

/** On average, of 255. */
function differenceOf(one: Uint8Array = new Uint8Array(), other: Uint8Array = new Uint8Array()): number {
  const sum = one.reduce((total, value, index) => total + Math.abs(value - (other[index] ?? 0)), 0);
  return sum / one.length;
}
