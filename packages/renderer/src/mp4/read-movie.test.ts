import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileName } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { probeMedia } from '../media/probe-media.ts';
import { FILM_VIDEO, makeClip } from '../testing/make-clip.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { readMovie } from './read-movie.ts';
import { readPictures } from './read-pictures.ts';

let bench: Workbench;
let file: string;
let bytes: Buffer;

beforeAll(async () => {
  bench = await openWorkbench();
  const video = [...FILM_VIDEO, '-g', '9', '-bf', '3'];
  file = await makeClip(bench.ffmpeg, bench.path('clip.mp4'), { sound: 'sine=440', video });
  bytes = await readFile(file);
});

afterAll(() => bench.close());

test('pictures are where the tables say: each packet is whole units, in the order that others see', async () => {
  const stream = await readPictures(file);
  const { video } = await probeMedia(file);
  expect([stream?.frames, stream?.frameRate]).toEqual([24, { numerator: 12_288, denominator: 512 }]);
  const places = Array.from(stream?.places ?? []);
  expect([...places].sort((a, b) => a - b)).toEqual(places.map((_, index) => index));
  const keys = places.filter((_, index) => stream?.sync[index] === 1);
  expect(keys.sort((a, b) => a - b)).toEqual(video?.keyframes);
  for (let packet = 0; packet < 24; packet += 1) {
    const start = stream?.offsets[packet] ?? 0;
    const end = start + (stream?.sizes[packet] ?? 0);
    let at = start;
    while (at < end) at += 4 + bytes.readUInt32BE(at);
    expect(at).toBe(end);
  }
});

test('a cut is where all that is decoded so far is shown before the rest', async () => {
  const stream = await readPictures(file);
  const places = Array.from(stream?.places ?? []);
  const expected = Array.from({ length: 25 }, (_, end) =>
    places.slice(0, end).every((place) => place < end) ? 1 : 0,
  );
  expect(Array.from(stream?.cuts ?? [])).toEqual(expected);
  expect(expected.filter((cut) => cut === 0).length).toBeGreaterThan(3);
});

test.each([
  ['frag_keyframe+empty_moov', 'fragments'],
  ['+faststart', undefined],
])('an index with %s is read or left', async (flags, problem) => {
  const other = await makeClip(bench.ffmpeg, bench.path('other.mp4'), { output: ['-movflags', flags] });
  expect((await readMovie(other)) === undefined).toBe(problem !== undefined);
});

test('whatever an index says, it is read in no time, and never leads out of the file', async () => {
  const start = bytes.indexOf('moov') - 4;
  const length = bytes.readUInt32BE(start);
  const broken = bench.path('broken.mp4');
  const fault = fc.record({
    at: fc.integer({ min: 8, max: length - 4 }),
    value: fc.oneof(fc.constantFrom(0, 1, 0xffffffff, 0x7fffffff), fc.integer({ min: 0, max: 0xffffffff })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 3 }), async (faults) => {
      const copy = Buffer.from(bytes);
      for (const { at, value } of faults) copy.writeUInt32BE(value, start + at);
      await writeFile(broken, copy);
      const movie = await readMovie(broken);
      for (const { offsets, sizes } of movie?.tables ?? []) {
        const ends = Array.from(offsets, (offset, packet) => offset + (sizes[packet] ?? 0));
        expect(Math.max(0, ...ends)).toBeLessThanOrEqual(copy.length);
      }
      await readPictures(broken);
    }),
    { numRuns: 300 },
  );
});

test('sound that is not compressed is read by its chunks, however many moments it counts', async () => {
  const long = bench.path('long.mov');
  const source = ['-f', 'lavfi', '-i', 'anullsrc=sample_rate=192000:channel_layout=mono', '-t', '15'];
  const args = [...source, '-c:a', 'pcm_u8', '-f', 'mov', fileName(long)];
  await runFfmpeg({ ffmpeg: bench.ffmpeg, args });
  const table = (await readMovie(long))?.tables[0];
  expect(table?.sizes.reduce((sum, size) => sum + size, 0)).toBe(2_880_000);
  expect((table?.ticks.at(-1) ?? 0) + (table?.lastDuration ?? 0)).toBe(2_880_000);
  const { audio } = await probeMedia(long);
  expect(audio?.durationSeconds).toBe(15);
});

test('a clip whose edit list leaves its last picture out is not one that shows all of them', async () => {
  const list = bytes.indexOf('elst') + 12;
  const movie = await readMovie(file);
  const copy = Buffer.from(bytes);
  // The sound's comes behind it.
  expect(copy.readUInt32BE(list)).toBe(movie?.tables[0]?.movieTicksPerSecond);
  copy.writeUInt32BE(Math.round((copy.readUInt32BE(list) * 23) / 24), list);
  const hidden = bench.path('hidden.mp4');
  await writeFile(hidden, copy);
  expect([(await readPictures(file))?.frames, await readPictures(hidden)]).toEqual([24, undefined]);
});
