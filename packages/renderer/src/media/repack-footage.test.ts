import { readFile, stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILM_VIDEO, makeClip } from '../testing/make-clip.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { probeMedia } from './probe-media.ts';
import { repackFootage } from './repack-footage.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

const SOUND = 'sine=frequency=440:sample_rate=48000';
const outFile = () => bench.path('plain.mp4');
const repack = (file: string) => repackFootage(file, outFile(), { ffmpeg: bench.ffmpeg });

test.each([
  ['matroska', ['-c:a', 'aac']],
  // What an MP4 does not hold everywhere is encoded.
  ['matroska', ['-c:a', 'pcm_s24be']],
  ['mpegts', ['-c:a', 'aac']],
])('H.264 in %s with %o gets into an MP4 whole', async (format, output) => {
  const file = await makeClip(bench.ffmpeg, bench.path(`clip.${format}`), {
    ...{ frames: 25, rate: '25', sound: SOUND, format, output, video: FILM_VIDEO },
  });
  expect(await repack(file)).toBe(true);
  const { video, audio } = await probeMedia(outFile());
  expect(video).toMatchObject({ codec: 'avc', frames: 25, frameRate: { numerator: 25, denominator: 1 } });
  expect(audio).toBeDefined();
});

test('what broke off, and what is no film in another container, is left alone', async () => {
  const file = await makeClip(bench.ffmpeg, bench.path('whole.mkv'), { frames: 48, format: 'matroska' });
  const bytes = await readFile(file);
  const files: Readonly<Record<string, Buffer | string>> = {
    'broken.mkv': bytes.subarray(0, Math.floor(bytes.length / 2)),
    'header.mkv': Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(5000)]),
    'playlist.ts': `#EXTM3U\nfile://${file}\n`.repeat(50),
    'G.ts': 'G'.repeat(2000),
    'empty.ts': '',
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(bench.path(name), content);
    expect([name, await repack(bench.path(name))]).toEqual([name, false]);
  }
  const mp4 = await makeClip(bench.ffmpeg, bench.path('clip.mp4'), { frames: 5 });
  const before = await stat(mp4);
  expect(await repack(mp4)).toBe(false);
  expect((await stat(mp4)).size).toBe(before.size);
});
