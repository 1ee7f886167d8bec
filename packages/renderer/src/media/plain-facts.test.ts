import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILM_VIDEO, makeClip, type TestClip } from '../testing/make-clip.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { plainFacts } from './plain-facts.ts';
import { probeMedia } from './probe-media.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

const plain: readonly (readonly [string, TestClip])[] = [
  ['with sound', { sound: 'sine=440' }],
  ['without sound', {}],
  ['with sound of a call', { sound: 'sine=440:sample_rate=16000' }],
  ['with several key pictures', { video: [...FILM_VIDEO, '-g', '7', '-bf', '3'] }],
  ['at 29.97', { rate: '30000/1001', frames: 11 }],
  ['of one frame', { frames: 1 }],
];

test.each(plain)('a plain clip %s has the same facts in both ways of reading it', async (name, clip) => {
  const file = await makeClip(bench.ffmpeg, bench.path(`${name}.mp4`), clip);
  expect(await plainFacts(file)).toEqual(await probeMedia(file));
});

const odd: readonly (readonly [string, TestClip])[] = [
  ['HEVC-like MPEG-4', { video: ['-c:v', 'mpeg4'] }],
  ['flat pixels', { filter: 'setsar=2/1' }],
  ['other colours', { video: ['-c:v', 'libx264', '-colorspace', 'smpte170m', '-color_trc', 'smpte170m'] }],
  ['an uneven rate', { filter: "setpts='if(lt(N,6),N,6+(N-6)*3)/24/TB'", output: ['-vsync', 'vfr'] }],
  ['fragments', { output: ['-movflags', 'frag_keyframe+empty_moov'] }],
  ['a late start', { output: ['-use_editlist', '0'] }],
  ['uncompressed sound', { sound: 'sine=440', format: 'mov', output: ['-c:a', 'pcm_s16le'] }],
];

test.each(odd)('a clip with %s is left to the reader that knows all of them', async (name, clip) => {
  const file = await makeClip(bench.ffmpeg, bench.path(`${name}.mp4`), clip);
  expect(await plainFacts(file)).toBeUndefined();
});

test.each(['', '<html>', 'ftyp', '\0\0\0\u0010ftypisom\0\0\0\0'])('a file of %j is none', async (content) => {
  const file = bench.path('none.mp4');
  await writeFile(file, content);
  expect(await plainFacts(file)).toBeUndefined();
});
