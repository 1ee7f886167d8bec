import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSps } from '../media/read-sps.ts';
import { makeClip } from '../testing/make-clip.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { readPictures } from './read-pictures.ts';
import { tagPictures } from './tag-pictures.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

const bt709 = { primaries: 1, transfer: 1, matrix: 1 };

test.each([
  ['that says nothing of its pictures', ['-bsf:v', 'filter_units=pass_types=1-20']],
  ['of x264', []],
  ['with a shape of pixels', ['-aspect', '16:9']],
  ['that says half of it', ['-colorspace', 'bt709']],
])('a set %s says bt709 afterwards, and all else as before', async (name, output) => {
  const file = await makeClip(bench.ffmpeg, bench.path(`${name}.mp4`), {
    frames: 3,
    video: ['-c:v', 'libx264', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    output,
  });
  const stream = await readPictures(file);
  const before = stream?.coding.configuration?.content;
  const after = stream === undefined ? undefined : tagPictures(stream.coding)?.configuration?.content;
  if (before === undefined || after === undefined) throw new Error('no sets');
  expect(readSps(after)).toEqual({ ...readSps(before), colour: bt709, fullRange: false });
});
