import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameRate } from '../../packages/core/src/index.ts';
import { openWorkbench, type Workbench } from '../../packages/renderer/src/testing/workbench.ts';
import { knownFilm, makeFilm } from './make-film.ts';
import { makeTake, type Take } from './make-take.ts';

let bench: Workbench;
let takes: readonly Take[];

const stereo = (samplesPerSecond: number) => ({ samplesPerSecond, channels: 2 }) as const;
const mono = (samplesPerSecond: number) => ({ samplesPerSecond, channels: 1 }) as const;

/** Twelve takes no two of which agree, one of them as the film is. */
const wanted: readonly (Partial<Take> & { readonly frames: number })[] = [
  { frames: 24 },
  { frames: 36, rate: '30', width: 288, height: 192, sound: stereo(44_100) },
  { frames: 30, sound: undefined },
  { frames: 30, rate: '25', video: coded('libx264', '-profile:v', 'main', '-bf', '0') },
  { frames: 28, width: 144, height: 72, sound: mono(48_000) },
  { frames: 40, rate: '30000/1001', video: coded('libx264', '-profile:v', 'baseline'), sound: undefined },
  { frames: 30, width: 288, height: 192, sound: mono(44_100) },
  { frames: 30, rate: '24000/1001', sound: mono(24_000) },
  { frames: 30, video: coded('mpeg4', '-q:v', '2') },
  { frames: 30, rate: '12', sound: stereo(32_000) },
  { frames: 70, rate: '60', width: 216, height: 144 },
  { frames: 31, video: coded('libx264', '-x264-params', 'keyint=10:open-gop=1'), sound: stereo(22_050) },
];

beforeAll(async () => {
  bench = await openWorkbench();
  takes = await Promise.all(wanted.map((take, index) => makeTake(bench, { shot: 100 + index, ...take })));
});

afterAll(() => bench.close());

test('takes of other sizes, rates, codecs and sounds are cut and faded at their exact frames and samples', async () => {
  const fades = [0, 6, 0, 5, 0, 0, 0, 8, 3, 0, 5, 6];
  // The bars beside a picture of another shape would lie over the codes of its neighbours, so it is cut to.
  // Of a slower take fewer frames are there: what is asked for is a length of time.
  const clips = takes.map((take, index) => ({ take, frames: 24 + index, fade: fades[index] ?? 0 }));
  const film = await makeFilm(bench, knownFilm(clips), 'mixed');
  expect(film.problems).toEqual([]);
  // It has the film's form, so only its end is encoded.
  expect(film.film.clips[0]).toMatchObject({ how: 'partly' });
});

test('the same takes make a film at another rate', async () => {
  const clips = takes.map((take, index) => ({
    take,
    frames: 20 + (index % 5),
    fade: index % 4 === 3 ? 6 : 0,
  }));
  const film = await makeFilm(bench, knownFilm(clips, { rate: frameRate(29.97) }), 'mixed at 29.97');
  expect(film.problems).toEqual([]);
});

function coded(encoder: string, ...further: readonly string[]): readonly string[] {
  const quality = encoder === 'libx264' ? ['-crf', '12', '-preset', 'veryfast'] : [];
  return ['-c:v', encoder, '-pix_fmt', 'yuv420p', ...quality, ...further];
}
