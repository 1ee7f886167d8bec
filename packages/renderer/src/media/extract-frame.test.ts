import { readdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileName } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { makeClip, makeNumberedClip, readNumber } from '../testing/make-clip.ts';
import { openWorkbench, refusalOf, type Workbench } from '../testing/workbench.ts';
import { extractFrame } from './extract-frame.ts';

let bench: Workbench;
let clip: string;

beforeAll(async () => {
  bench = await openWorkbench();
  clip = await makeNumberedClip(bench.ffmpeg, bench.path('clip.mp4'), {
    first: 500,
    frames: 48,
    half: 'top',
  });
});

afterAll(() => bench.close());

test.each<[string, 'last' | number, number]>([
  ['the last frame', 'last', 547],
  ['the first frame', 0, 500],
  ['a frame that starts at the time', 1, 524],
  ['a frame that starts at a third of a second', 1 / 3, 508],
  ['a frame that is shown before the next one starts', 1.04, 524],
  ['a time before the file', -1, 500],
  ['a time after the file', 99, 547],
])('%s is found exactly', async (_, at, number) => {
  const outFile = bench.path(`frame %d ${at}.png`);
  await extractFrame({ file: clip, at, outFile, ffmpeg: bench.ffmpeg });
  expect(readNumber(await pixels(outFile, 'gray'), 'top')).toBe(number);
});

test('a picture has the colours that players show, and square pixels', async () => {
  const file = await makeClip(bench.ffmpeg, bench.path('red.mp4'), {
    picture: 'color=red',
    frames: 2,
    filter: 'scale=out_color_matrix=bt709,format=yuv420p,setsar=2/1',
  });
  const outFile = bench.path('red.png');
  await extractFrame({ file, at: 'last', outFile, ffmpeg: bench.ffmpeg });
  const [red = 0, green = 0, blue = 0, ...rest] = await pixels(outFile, 'rgb24');
  expect(rest.length + 3).toBe(320 * 96 * 3);
  expect(red).toBeGreaterThan(248);
  expect(Math.max(green, blue)).toBeLessThan(8);
});

test('a failure leaves nothing behind', async () => {
  const file = bench.path('page.mp4');
  await writeFile(file, '<html>');
  const before = await readdir(bench.folder);
  const problem = await refusalOf(
    extractFrame({ file, at: 'last', outFile: bench.path('page.png'), ffmpeg: bench.ffmpeg }),
  );
  expect(problem.code).toBe('media-unreadable');
  expect(await readdir(bench.folder)).toEqual(before);
});

async function pixels(file: string, format: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await runFfmpeg({
    ffmpeg: bench.ffmpeg,
    args: ['-f', 'png_pipe', '-i', fileName(file), '-f', 'rawvideo', '-pix_fmt', format, 'pipe:1'],
    onOutput: (chunk) => void chunks.push(chunk),
  });
  return Buffer.concat(chunks);
}
