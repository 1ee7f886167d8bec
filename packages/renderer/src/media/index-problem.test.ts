import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { box, fullBox, uint32 } from '../mp4/boxes.ts';
import { readMovie } from '../mp4/read-movie.ts';
import { makeClip, type TestClip } from '../testing/make-clip.ts';
import { openWorkbench, refusalOf, type Workbench } from '../testing/workbench.ts';
import { indexProblem } from './index-problem.ts';
import { probeMedia } from './probe-media.ts';

const SOUND = 'sine=440:sample_rate=48000';
const FRAGMENTS = ['-movflags', 'frag_keyframe+empty_moov'];

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

test.each<[string, TestClip]>([
  ['pictures and sound', { sound: SOUND }],
  ['fragments', { sound: SOUND, output: FRAGMENTS }],
  ['sound that is not compressed', { sound: SOUND, output: ['-c:a', 'pcm_s16le'], format: 'mov' }],
  ['one long stretch', { frames: 600, video: ['-c:v', 'libx264', '-crf', '40'] }],
])('an index of %s is believed', async (name, clip) => {
  const file = await makeClip(bench.ffmpeg, bench.path(`${name}.mp4`), clip);
  expect((await probeMedia(file)).video?.frames).toBe(clip.frames ?? 24);
});

test.each<[string, TestClip, (bytes: Buffer) => number, RegExp]>([
  ['durations', {}, (bytes) => bytes.indexOf('stts') + 12, /hold 4294967280 pictures or sounds/],
  ['times of showing', {}, (bytes) => bytes.indexOf('ctts') + 12, /hold \d{10} pictures or sounds/],
  ['stretches', {}, (bytes) => bytes.indexOf('stsc') + 16, /one stretch of it holds 4294967280/],
  [
    'stretches of sound',
    { sound: SOUND },
    (bytes) => bytes.lastIndexOf('stsc') + 16,
    /one stretch of it holds/,
  ],
  ['runs', { output: FRAGMENTS }, (bytes) => bytes.indexOf('trun') + 8, /hold 4294967280 pictures or sounds/],
])('one number among its %s that claims billions is refused at once', async (name, clip, place, message) => {
  const file = await makeClip(bench.ffmpeg, bench.path(`${name}.mp4`), clip);
  const bytes = await readFile(file);
  bytes.writeUInt32BE(0xfffffff0, place(bytes));
  await writeFile(file, bytes);
  const began = performance.now();
  const problem = await refusalOf(probeMedia(file));
  // A reader that believes it is busy for two minutes.
  expect(performance.now() - began).toBeLessThan(30_000);
  expect([problem.code, problem.message]).toEqual(['media-unreadable', expect.stringMatching(message)]);
});

test.each<[string, TestClip, (bytes: Buffer) => number, number]>([
  ['durations', {}, (bytes) => bytes.indexOf('stts') + 8, 47],
  ['times of showing', {}, (bytes) => bytes.indexOf('ctts') + 8, 0x7fffffff],
  ['sizes', {}, (bytes) => bytes.indexOf('stsz') + 12, 0x10000],
  ['places', {}, (bytes) => bytes.indexOf('stco') + 8, 0xffffffff],
  ['cuts', {}, (bytes) => bytes.indexOf('elst') + 8, 900],
  ['runs', { output: FRAGMENTS }, (bytes) => bytes.indexOf('trun') + 8, 90],
  // What lies behind a box that is said to be longer would be taken for its own.
  ['boxes', {}, (bytes) => bytes.indexOf('stss') - 4, 0x10000],
  ['large boxes', {}, (bytes) => bytes.indexOf('stts') - 4, 1],
])(
  'an index that says it has more %s than there is room for is refused',
  async (name, clip, place, count) => {
    const file = await makeClip(bench.ffmpeg, bench.path(`more ${name}.mp4`), clip);
    const bytes = await readFile(file);
    bytes.writeUInt32BE(count, place(bytes));
    await writeFile(file, bytes);
    expect((await refusalOf(probeMedia(file))).message).toBe(
      `more ${name}.mp4 has an index in which a part says that it is larger than what it is in.`,
    );
  },
);

test('millions of pictures that a few bytes claim are too many even for a file that could hold them', () => {
  const film = 2 ** 31;
  const run = (pictures: number) => box('moof', box('traf', fullBox('trun', 0, 0, uint32(pictures))));
  const tables = (pictures: number) =>
    box('stbl', fullBox('stts', 0, 0, uint32(1, pictures, 1)), fullBox('ctts', 0, 0, uint32(1, pictures, 1)));
  const index = (pictures: number) => box('moov', box('trak', box('mdia', box('minf', tables(pictures)))));
  for (const made of [run, index]) {
    expect(indexProblem(made(1_000_000), film)).toBeUndefined();
    expect(indexProblem(made(50_000_000), film)).toBe('has an index of more pictures than any film');
  }
});

test('boxes within boxes without end are refused', async () => {
  const file = bench.path('nested.mp4');
  const boxes = Buffer.alloc(800_000);
  for (let start = 0; start < boxes.length; start += 8) {
    boxes.writeUInt32BE(boxes.length - start, start);
    boxes.write('moov', start + 4, 'latin1');
  }
  await writeFile(file, boxes);
  expect((await refusalOf(probeMedia(file))).message).toBe(
    'nested.mp4 has an index that is nested too deeply.',
  );
});

test('an index of millions of boxes, or of many tracks that claim the same bytes, is refused', async () => {
  const film = await readFile(await makeClip(bench.ffmpeg, bench.path('whole.mp4')));
  const index = film.indexOf('moov') - 4;
  const track = film.subarray(film.indexOf('trak') - 4);
  const one = track.subarray(0, track.readUInt32BE(0));
  const file = bench.path('grown.mp4');
  const added = [Buffer.alloc(800_000, box('free')), Buffer.concat(Array<Buffer>(100).fill(one))];
  for (const more of added) {
    const bytes = Buffer.concat([film, more]);
    // The clip's index is the last of its boxes.
    bytes.writeUInt32BE(bytes.length - index, index);
    await writeFile(file, bytes);
    expect((await readMovie(file))?.index.length ?? 0).toBeLessThan(5000);
    expect((await refusalOf(probeMedia(file))).message).toBe('grown.mp4 is in more pieces than any film.');
  }
});

/** A track of pictures of one byte each, in one stretch at the start of the file. */
function claiming(pictures: number): Buffer {
  const tables = box(
    'stbl',
    fullBox('stsd', 0, 0, uint32(1), box('avc1', Buffer.alloc(78))),
    fullBox('stsz', 0, 0, uint32(1, pictures)),
    fullBox('stsc', 0, 0, uint32(1, 1, pictures, 1)),
    fullBox('stco', 0, 0, uint32(1, 0)),
    fullBox('stts', 0, 0, uint32(1, pictures, 1)),
  );
  const handler = fullBox('hdlr', 0, 0, uint32(0), Buffer.from('vide'), Buffer.alloc(13));
  const clock = fullBox('mdhd', 0, 0, uint32(0, 0, 24, 0, 0));
  return box('trak', box('tkhd', Buffer.alloc(84)), box('mdia', clock, handler, box('minf', tables)));
}

test('tracks that claim more together than the file has bytes are refused', async () => {
  const file = bench.path('claims.mp4');
  const clock = fullBox('mvhd', 0, 0, uint32(0, 0, 1000, 0), Buffer.alloc(80));
  const first = Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0')), box('mdat', Buffer.alloc(5000))]);
  await writeFile(file, Buffer.concat([first, box('moov', clock, claiming(5000))]));
  expect((await readMovie(file))?.tables.map(({ packets }) => packets)).toEqual([5000]);
  await writeFile(file, Buffer.concat([first, box('moov', clock, claiming(5000), claiming(5000))]));
  expect(await readMovie(file)).toBeUndefined();
  expect((await refusalOf(probeMedia(file))).message).toContain('hold 10000 pictures or sounds');
});
