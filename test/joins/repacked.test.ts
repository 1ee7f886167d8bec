import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileName, inputFile } from '../../packages/renderer/src/ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../../packages/renderer/src/ffmpeg/run-ffmpeg.ts';
import { repackFootage } from '../../packages/renderer/src/media/repack-footage.ts';
import { setEdits } from '../../packages/renderer/src/testing/set-edits.ts';
import { openWorkbench, type Workbench } from '../../packages/renderer/src/testing/workbench.ts';
import { knownFilm, makeFilm } from './make-film.ts';
import { h264, makeTake, type Take } from './make-take.ts';

let bench: Workbench;
let made = 0;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

/** A take of 30 frames whose packets are put into a file of another form. */
async function takeIn(flags: string, wanted: Partial<Take> = {}): Promise<Take> {
  made += 1;
  const take = await makeTake(bench, { shot: made, frames: 30, video: h264(10), ...wanted });
  const file = bench.path(`repacked ${made}.mp4`);
  const output = ['-c', 'copy', '-movflags', flags, '-f', 'mp4', fileName(file)];
  await runFfmpeg({ ffmpeg: bench.ffmpeg, args: [...inputFile(take.file), ...output] });
  return { ...take, file };
}

test('pictures out of files in fragments are in the film one by one, copied', async () => {
  const silent = { sound: undefined };
  const takes = [
    await takeIn('frag_keyframe+delay_moov'),
    await takeIn('cmaf+frag_every_frame', silent),
    // Without a list of cuts the pictures begin late, by as much as they are reordered.
    await takeIn('frag_keyframe+empty_moov', silent),
    await takeIn('frag_keyframe+delay_moov', { video: h264(30, 0) }),
  ];
  const hard = await makeFilm(bench, knownFilm(takes.map((take) => ({ take }))), 'fragments');
  expect(hard.problems).toEqual([]);
  expect(hard.film.clips.map(({ how, why }) => `${how}, ${why}`)).toEqual(
    takes.map(() => 'copied, it is as the film needs it, from another container'),
  );
  const fades = await makeFilm(
    bench,
    knownFilm(takes.map((take, index) => ({ take, fade: index * 2 }))),
    'fragments faded',
  );
  expect(fades.problems).toEqual([]);
  expect(fades.film.clips[1]).toMatchObject({
    how: 'partly',
    why: expect.stringMatching(/ of 30 frames are taken over, from another container$/),
  });
});

test('pictures out of a transport stream are in the film one by one, copied', async () => {
  const take = await makeTake(bench, { shot: 20, frames: 30, video: h264(10), sound: undefined });
  const [stream, plain] = [bench.path('stream.ts'), bench.path('out of a stream.mp4')];
  const args = [...inputFile(take.file), '-c', 'copy', '-f', 'mpegts', fileName(stream)];
  await runFfmpeg({ ffmpeg: bench.ffmpeg, args });
  expect(await repackFootage(stream, plain, { ffmpeg: bench.ffmpeg })).toBe(true);
  const film = await makeFilm(bench, knownFilm([{ take: { ...take, file: plain } }]), 'stream');
  expect(film.problems).toEqual([]);
  expect(film.film.clips[0]).toMatchObject({ how: 'copied' });
});

test('a list of cuts that shows every picture once is no reason to encode, one that does not is', async () => {
  const silent = { sound: undefined, video: h264(12, 2) };
  const takes = [0, 1, 2].map((shot) => ({ shot: 10 + shot, frames: 30, ...silent }));
  const [all, hidden, later] = await Promise.all(takes.map((take) => makeTake(bench, take)));
  if (all === undefined || hidden === undefined || later === undefined)
    throw new Error('They are not there.');
  // The movie's clock has 1000 ticks a second, the track's 12288.
  const cuts = (...frames: readonly (readonly [number, number])[]) =>
    frames.map(([from, count]) => ({
      duration: Math.round((count * 1000) / 24),
      mediaTime: (from + 2) * 512,
    }));
  await setEdits(all.file, cuts([0, 12], [12, 18]));
  await setEdits(hidden.file, cuts([0, 12], [24, 6]));
  await setEdits(later.file, cuts([0, 18], [12, 12]));
  const film = await makeFilm(bench, knownFilm([{ take: all }]), 'cuts');
  expect(film.problems).toEqual([]);
  expect(film.film.clips[0]).toMatchObject({ how: 'copied' });
  const other = await makeTake(bench, { shot: 13, frames: 30, ...silent });
  await setEdits(other.file, cuts([0, 12], [12, 18]));
  const clips = [{ take: all }, { take: other, fade: 6 }];
  const fades = await makeFilm(bench, knownFilm(clips), 'cuts faded');
  expect(fades.problems).toEqual([]);
  expect(fades.film.clips[0]).toMatchObject({ how: 'partly' });
  // Cut where nothing can be decoded without what stands before.
  const inGroup = await makeTake(bench, { shot: 15, frames: 30, ...silent });
  await setEdits(inGroup.file, cuts([0, 7], [7, 23]));
  const around = [{ take: all }, { take: inGroup, fade: 6 }, { take: all, fade: 6 }];
  const within = await makeFilm(bench, knownFilm(around), 'cut within a group');
  expect(within.problems).toEqual([]);
  expect(within.film.clips[1]).toMatchObject({ how: 'partly' });
  for (const take of [hidden, later]) {
    const odd = await makeFilm(bench, knownFilm([{ take, frames: 18 }]), `odd ${take.shot}`);
    expect(odd.film.clips[0]?.how).toBe('encoded');
  }
});
