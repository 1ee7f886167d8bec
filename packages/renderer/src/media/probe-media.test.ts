import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { videoFacts } from '../testing/facts.ts';
import { makeClip } from '../testing/make-clip.ts';
import { openWorkbench, refusalOf, type Workbench } from '../testing/workbench.ts';
import { probeMedia } from './probe-media.ts';

let bench: Workbench;
let clip: string;

beforeAll(async () => {
  bench = await openWorkbench();
  clip = await makeClip(bench.ffmpeg, bench.path('clip.mp4'), { sound: 'sine=440:sample_rate=16000' });
});

afterAll(() => bench.close());

test('a clip is described whole', async () => {
  const { sizeBytes, video, audio } = await probeMedia(clip);
  expect(sizeBytes).toBe((await readFile(clip)).length);
  expect(video).toEqual(videoFacts());
  expect(audio).toMatchObject({ codec: 'aac', samplesPerSecond: 16_000, channels: 1 });
  expect(audio?.durationSeconds).toBeCloseTo(1, 1);
});

test.each<[string, Parameters<typeof makeClip>[2], object]>([
  [
    'a broadcast rate',
    { rate: '24000/1001' },
    { frameRate: { numerator: 24_000, denominator: 1001 }, frames: 24 },
  ],
  [
    'a rate that varies',
    { filter: "setpts='if(lt(N,12),N,N*1.5)/24/TB'", output: ['-vsync', 'vfr'] },
    { frameRate: undefined, frames: 24 },
  ],
  [
    'pixels that are not square',
    { filter: 'setsar=4/3' },
    { width: 160, displayWidth: 213, displayHeight: 96 },
  ],
  [
    'no colours said',
    { video: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'] },
    { colour: { matrix: undefined } },
  ],
  ['several groups', { video: ['-c:v', 'libx264', '-g', '8'] }, { keyframes: [0, 8, 16], closed: true }],
  [
    'ten bits and full colour',
    { video: ['-c:v', 'libx264', '-pix_fmt', 'yuv444p10le'] },
    { h264: { chroma: '4:4:4', bitDepth: 10, profile: 244 } },
  ],
  [
    'full range',
    { filter: 'scale=out_range=pc,format=yuvj420p', video: ['-c:v', 'libx264', '-color_range', 'pc'] },
    { h264: { fullRange: true } },
  ],
  [
    'interlaced coding',
    { video: ['-c:v', 'libx264', '-flags', '+ildct+ilme'] },
    { h264: { interlaced: true } },
  ],
  ...['170x98', '222x114'].map((size): [string, Parameters<typeof makeClip>[2], object] => {
    const [width, height] = size.split('x').map(Number);
    return [`a size of ${size}`, { size }, { width, height, h264: { size: { width, height } } }];
  }),
  [
    'a size between the blocks of full colour',
    { filter: 'format=yuv444p,scale=171:97', video: ['-c:v', 'libx264', '-pix_fmt', 'yuv444p'] },
    { h264: { size: { width: 171, height: 97 } } },
  ],
  ['another codec', { video: ['-c:v', 'mpeg4'] }, { codec: 'mp4v', h264: undefined }],
  [
    'an index of fragments',
    { output: ['-movflags', 'frag_keyframe+empty_moov'] },
    { frames: 24, startSeconds: 2 / 24 },
  ],
  ['the container of QuickTime', { format: 'mov' }, { codec: 'avc', frames: 24 }],
])('%s is told', async (name, made, expected) => {
  const file = await makeClip(bench.ffmpeg, bench.path(`${name}.mp4`), made);
  const { video, audio } = await probeMedia(file);
  expect(video).toMatchObject(expected);
  expect(audio).toBeUndefined();
});

test('pictures that are stored turned are told as they are shown', async () => {
  const file = bench.path('turned.mp4');
  await writeFile(file, turned(await readFile(clip)));
  const { video } = await probeMedia(file);
  expect(video).toMatchObject({ width: 160, height: 96, displayWidth: 96, displayHeight: 160, rotation: 90 });
});

test('sound without pictures is described', async () => {
  const file = bench.path('sound.mp4');
  await makeClip(bench.ffmpeg, file, { sound: 'sine=440:sample_rate=48000', output: ['-map', '1:a'] });
  expect(await probeMedia(file)).toMatchObject({ video: undefined, audio: { channels: 1 } });
});

test.each<[string, string | Buffer, RegExp]>([
  ['page.mp4', '<!doctype html><p>502', /^page\.mp4 is a web page or another document, not a film\.$/],
  ['list.mp4', '#EXTM3U\n#EXT-X-VERSION:3\n', /^list\.mp4 is a playlist, not a film\.$/],
  ['answer.mp4', '{"error":"expired"}', /^answer\.mp4 is a JSON document, not a film\.$/],
  ['noise.mp4', Buffer.alloc(4096, 0x5a), /^noise\.mp4 is not an MP4 film\.$/],
  ['empty.mp4', '', /^empty\.mp4 is empty\.$/],
  ['tiny.mp4', 'abc', /^tiny\.mp4 is not an MP4 film\.$/],
  ['endless.mp4', box('free', 0n), /^endless\.mp4 is not an MP4 film\.$/],
  ['vast.mp4', box('free', 2n ** 63n), /^vast\.mp4 is cut off: \d+ bytes are missing\.$/],
  [
    'crumbs.mp4',
    Buffer.alloc(200_000, Buffer.from([0, 0, 0, 8, ...Buffer.from('free')])),
    /^crumbs\.mp4 is in more pieces than any film\.$/,
  ],
])('%s is refused with a reason', async (name, content, message) => {
  const file = bench.path(name);
  await writeFile(file, content);
  const problem = await refusalOf(probeMedia(file));
  expect(problem.code).toBe('media-unreadable');
  expect(problem.message).toMatch(message);
});

test('a file that is cut off is refused wherever it is cut', async () => {
  const fast = await makeClip(bench.ffmpeg, bench.path('fast.mp4'), { output: ['-movflags', '+faststart'] });
  for (const source of [clip, fast]) {
    const bytes = await readFile(source);
    for (const share of [0.05, 0.3, 0.6, 0.9, 0.999]) {
      const file = bench.path('cut.mp4');
      await writeFile(file, bytes);
      await truncate(file, Math.floor(bytes.length * share));
      const problem = await refusalOf(probeMedia(file));
      expect([problem.code, problem.message]).toEqual([
        'media-unreadable',
        expect.stringMatching(/^cut\.mp4 is (?:cut off: |not an MP4 film)/),
      ]);
    }
  }
});

test('an index that lies is refused, not believed', async () => {
  const bytes = await readFile(clip);
  const place = bytes.indexOf('stsz') + 12;
  bytes.writeUInt32BE(0x7fffffff, place);
  const file = bench.path('lie.mp4');
  await writeFile(file, bytes);
  expect((await refusalOf(probeMedia(file))).code).toBe('media-unreadable');
});

test('a file that is not there and a folder are refused', async () => {
  expect((await refusalOf(probeMedia(bench.path('missing.mp4')))).message).toBe(
    'missing.mp4 cannot be opened (ENOENT).',
  );
  await mkdir(bench.path('folder.mp4'));
  expect((await refusalOf(probeMedia(bench.path('folder.mp4')))).code).toBe('media-unreadable');
});

/** The same file with the matrix of its picture track set to a quarter turn clockwise. */
function turned(bytes: Buffer): Buffer {
  const matrix = bytes.indexOf('tkhd') + 4 + 4 + 4 * 5 + 8 + 8;
  const quarter = [0, 0x10000, 0, -0x10000, 0, 0, 96 * 0x10000, 0, 0x40000000];
  quarter.forEach((value, index) => {
    bytes.writeInt32BE(value, matrix + index * 4);
  });
  return bytes;
}

/** The header of a box whose size is written in eight bytes, and a few bytes after it. */
function box(type: string, size: bigint): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32BE(1, 0);
  bytes.write(type, 4, 'latin1');
  bytes.writeBigUInt64BE(size, 8);
  return bytes;
}
