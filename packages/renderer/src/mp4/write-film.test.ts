import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { pictureDigests } from '../testing/decode.ts';
import { FILM_VIDEO, makeClip } from '../testing/make-clip.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { readCutList } from './cut-list.ts';
import { filmIndex } from './film-index.ts';
import { planFilm } from './film-plan.ts';
import type { SoundTrack } from './film-tracks.ts';
import { readMovie } from './read-movie.ts';
import { type PictureStream, partOf, readPictures } from './read-pictures.ts';
import { writeFilm } from './write-film.ts';

const size = { width: 160, height: 96 };
const frameRate = { numerator: 24, denominator: 1 };
const cutList = {
  frameRate,
  drawn: ['b'],
  clips: [
    { shot: 'a', start: 0, frames: 24, transition: { type: 'fade', frames: 3 } },
    { shot: 'b', start: 24, frames: 24, transition: undefined },
  ],
  ending: { type: 'fade', frames: 2 },
};

let bench: Workbench;
let sound: SoundTrack;
const made: PictureStream[] = [];

beforeAll(async () => {
  bench = await openWorkbench();
  const delimited = [...FILM_VIDEO, '-x264-params', 'aud=1:ref=5:bframes=4', '-g', '8'];
  for (const [index, video] of [FILM_VIDEO, delimited].entries()) {
    const file = await makeClip(bench.ffmpeg, bench.path(`${index}.mp4`), { video, sound: 'sine=440' });
    const stream = await readPictures(file);
    if (stream !== undefined) made.push(stream);
  }
  sound = await silence(2);
});

afterAll(() => bench.close());

async function silence(seconds: number): Promise<SoundTrack> {
  const file = bench.path('silence.m4a');
  const args = ['-f', 'lavfi', '-i', 'anullsrc', '-t', String(seconds), '-ar', '48000', '-f', 'mp4'];
  await runFfmpeg({ ffmpeg: bench.ffmpeg, args: [...args, `file:${file}`] });
  const table = (await readMovie(file))?.tables[0];
  if (table === undefined) throw new Error('no sound');
  const run = { file, offsets: [...table.offsets], sizes: [...table.sizes] };
  const counted = { samplesPerPacket: 1024, primingSamples: 1024, samples: seconds * 48_000 };
  return { sampleEntry: table.sampleEntry, runs: [run], ...counted };
}

function filmOf(parts = made.map((stream) => partOf(stream, 0, stream.frames))) {
  return { parts, sound, frameRate, size, container: 'mp4', cutList } as const;
}

test('parts of two encoders carry their own sets in front of every key picture, behind its delimiter', async () => {
  const outFile = bench.path('two.mp4');
  const sizeBytes = await writeFilm({ ...filmOf(), outFile });
  const bytes = await readFile(outFile);
  expect(bytes.length).toBe(sizeBytes);
  const stream = await readPictures(outFile);
  const kinds = Array.from(stream?.offsets ?? [], (offset, packet) => {
    const found: number[] = [];
    for (let at = offset; at < offset + (stream?.sizes[packet] ?? 0); at += 4 + bytes.readUInt32BE(at)) {
      found.push((bytes[at + 4] ?? 0) & 31);
    }
    return found;
  });
  const starts = kinds.filter((_, packet) => stream?.sync[packet] === 1);
  expect(starts.map((units) => units.slice(0, units.indexOf(5)).filter((kind) => kind !== 6))).toEqual([
    [7, 8],
    // ffmpeg puts x264's signature in front of the very first delimiter.
    [7, 8, 9],
    [9, 7, 8],
    [9, 7, 8],
  ]);
  const sources = await Promise.all(made.map(({ file }) => pictureDigests(bench.ffmpeg, file, size)));
  expect(await pictureDigests(bench.ffmpeg, outFile, size)).toEqual(sources.flat());
});

test('parts that agree stay byte for byte as they are, and the same film is the same bytes', async () => {
  const [one] = made;
  if (one === undefined) throw new Error('no clip');
  const parts = [partOf(one, 0, 24), partOf(one, 0, 24)];
  const [first, second] = [bench.path('first.mp4'), bench.path('second.mp4')];
  for (const outFile of [first, second]) await writeFilm({ ...filmOf(parts), outFile });
  expect((await readFile(first)).equals(await readFile(second))).toBe(true);
  const stream = await readPictures(first);
  expect(Array.from(stream?.sizes ?? [])).toEqual([...one.sizes, ...one.sizes]);
});

test('a film can be read from its front, is exactly as long as it is, and says where its shots are', async () => {
  const outFile = bench.path('facts.mp4');
  await writeFilm({ ...filmOf(), outFile });
  const bytes = await readFile(outFile);
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  const movie = await readMovie(outFile);
  expect(movie?.tables.map(({ edits }) => edits)).toEqual([
    [{ duration: 96_000, mediaTime: expect.any(Number), rate: 1 }],
    [{ duration: 96_000, mediaTime: 1024, rate: 1 }],
  ]);
  expect(await readCutList(outFile)).toEqual(cutList);
  expect(await readCutList(made[0]?.file ?? '')).toBeUndefined();
});

test('places behind four gigabytes are written in full', () => {
  const plan = planFilm(filmOf());
  const index = filmIndex(plan, { container: 'mp4', cutList, dataStart: 2 ** 32 });
  const [first] = plan.chunks;
  const at = index.indexOf('co64');
  expect(first).toMatchObject({ track: 'pictures', offset: 0 });
  expect([index.includes('stco'), index.readBigUInt64BE(at + 12)]).toEqual([false, 2n ** 32n]);
});

test('an abort ends the writing with its reason', async () => {
  const outFile = bench.path('aborted.mp4');
  const reason = new Error('enough');
  const written = writeFilm({ ...filmOf(), outFile }, { signal: AbortSignal.abort(reason) });
  await expect(written).rejects.toBe(reason);
});

test('a file that became shorter, or sound that is too short, makes no film', async () => {
  const [one] = made;
  if (one === undefined) throw new Error('no clip');
  const gone = { ...partOf(one, 0, 24), offsets: one.offsets.map((offset) => offset + 10_000_000) };
  const outFile = bench.path('short.mp4');
  await expect(writeFilm({ ...filmOf([gone]), outFile })).rejects.toThrow('became shorter');
  await rm(outFile);
  const long = { ...filmOf(), sound: { ...sound, samples: 10_000_000 } };
  await expect(writeFilm({ ...long, outFile })).rejects.toThrow('The sound has 95 packets');
});
