import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClip, type TestClip } from '../testing/make-clip.ts';
import { openWorkbench, refusalOf, type Workbench } from '../testing/workbench.ts';
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
  expect(performance.now() - began).toBeLessThan(1000);
  expect([problem.code, problem.message]).toEqual(['media-unreadable', expect.stringMatching(message)]);
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
