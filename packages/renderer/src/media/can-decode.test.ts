import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClip } from '../testing/make-clip.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { canDecode } from './can-decode.ts';
import { probeMedia } from './probe-media.ts';

let bench: Workbench;
let clip: string;

beforeAll(async () => {
  bench = await openWorkbench();
  clip = await makeClip(bench.ffmpeg, bench.path('clip.mp4'), { picture: 'color=red', frames: 12 });
});

afterAll(() => bench.close());

test('pictures that can be made are told from those that cannot', async () => {
  expect(await canDecode(clip, { ffmpeg: bench.ffmpeg })).toBe(true);
  const bytes = await readFile(clip);
  const start = bytes.indexOf('mdat') + 4;
  // The index is right, so that only decoding finds it out.
  bytes.fill(0x5a, start, bytes.indexOf('moov') > start ? bytes.indexOf('moov') - 4 : bytes.length);
  const broken = bench.path('broken.mp4');
  await writeFile(broken, bytes);
  expect((await probeMedia(broken)).video?.frames).toBe(12);
  expect(await canDecode(broken, { ffmpeg: bench.ffmpeg })).toBe(false);
});

test('a stop and a missing program are not taken for a broken file', async () => {
  const stopped = canDecode(clip, { ffmpeg: bench.ffmpeg, signal: AbortSignal.abort(new Error('enough')) });
  await expect(stopped).rejects.toThrow('enough');
  await expect(canDecode(clip, { ffmpeg: bench.path('none') })).rejects.toMatchObject({
    code: 'ffmpeg-not-found',
  });
});
