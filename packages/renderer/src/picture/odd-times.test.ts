import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { assemble } from '../testing/assemble.ts';
import { decodeFrames } from '../testing/decode.ts';
import { FILM_VIDEO, makeClip, makeNumberedClip, NUMBERED, readNumber } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';

let bench: Workbench;
let clip: string;
const H264 = [...FILM_VIDEO, '-bf', '0', '-g', '48'];

beforeAll(async () => {
  bench = await openWorkbench();
  clip = await makeNumberedClip(bench.ffmpeg, bench.path('clip.mp4'), {
    first: 500,
    frames: 36,
    half: 'top',
    video: H264,
  });
});

afterAll(() => bench.close());

/** The clip with other times, its pictures as they are. */
async function rewritten(name: string, before: readonly string[], after: readonly string[]): Promise<string> {
  const file = bench.path(`${name}.mp4`);
  await runFfmpeg({
    ffmpeg: bench.ffmpeg,
    args: [...before, ...inputFile(clip), '-c', 'copy', ...after, '-f', 'mp4', fileName(file)],
  });
  return file;
}

async function numbersOf(
  name: string,
  file: string,
  frames: number,
): Promise<readonly (number | undefined)[]> {
  const timeline = timelineOf([{ shot: name, frames }]);
  const { outFile } = await assemble(bench, timeline, { [name]: file }, `${name} film`);
  const pictures = await decodeFrames(bench.ffmpeg, outFile, { ...NUMBERED, format: 'gray' });
  return pictures.map((picture) => readNumber(picture, 'top'));
}

const counted = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

test('pictures at varying times are shown at their times', async () => {
  // Twelve pictures at 24 a second, then each for two frames.
  const times = "setts=ts='if(lt(N,12),N,12+(N-12)*2)/24/TB'";
  const file = await rewritten('varying', [], ['-bsf:v', times]);
  const numbers = await numbersOf('varying', file, 36);
  expect(numbers).toEqual([...counted(500, 12), ...counted(512, 12).flatMap((number) => [number, number])]);
});

test('a picture that stays for long stands still for as long, and no longer than the film needs', async () => {
  const file = await rewritten('gap', [], ['-bsf:v', "setts=ts='if(lt(N,6),N,N+100000)/24/TB'"]);
  expect(await numbersOf('gap', file, 12)).toEqual([
    ...counted(500, 5),
    ...Array.from({ length: 7 }, () => 505),
  ]);
});

test('an edit list that leaves the beginning out is followed', async () => {
  const file = await rewritten('trimmed', ['-ss', '0.5'], []);
  expect(await numbersOf('trimmed', file, 12)).toEqual(counted(512, 12));
});

test('pictures that begin later than their sound begin the shot all the same', async () => {
  const file = bench.path('late.mp4');
  await runFfmpeg({
    ffmpeg: bench.ffmpeg,
    args: [
      ...['-f', 'lavfi', '-t', '2', '-i', 'sine=440', '-itsoffset', '0.75', ...inputFile(clip)],
      ...['-map', '0:a', '-map', '1:v', '-c:v', 'copy', '-c:a', 'aac', '-f', 'mp4', fileName(file)],
    ],
  });
  expect(await numbersOf('late', file, 12)).toEqual(counted(500, 12));
});

test('pictures in fragments and in groups that hang together are whole', async () => {
  const open = await makeNumberedClip(bench.ffmpeg, bench.path('open.mp4'), {
    first: 600,
    frames: 36,
    half: 'top',
    video: [...FILM_VIDEO, '-g', '8', '-x264-params', 'open-gop=1:bframes=3:scenecut=0'],
  });
  expect(await numbersOf('open', open, 36)).toEqual(counted(600, 36));
  const fragments = await rewritten('fragments', [], ['-movflags', 'frag_keyframe+empty_moov']);
  expect(await numbersOf('fragments', fragments, 24)).toEqual(counted(500, 24));
});

test('interlaced pictures are made whole, and only those', async () => {
  // A bright bar that moves by eight pixels from each half picture to the next: its edge is a comb if nothing is done.
  const file = await makeClip(bench.ffmpeg, bench.path('interlaced.mp4'), {
    rate: '48',
    frames: 48,
    picture: 'color=black',
    filter: `geq=lum='if(between(X-8*N+160*floor(8*N/160),0,40),200,30)':cb=128:cr=128,tinterlace=interleave_top,fieldorder=tff`,
    video: ['-c:v', 'libx264', '-crf', '4', '-flags', '+ildct+ilme', '-pix_fmt', 'yuv420p'],
  });
  const timeline = timelineOf([{ shot: 'bar', frames: 24 }]);
  const { outFile, film } = await assemble(bench, timeline, { bar: file }, 'bar film');
  expect(film.clips[0]?.why).toBe('it may be interlaced');
  const size = { width: 160, height: 96, format: 'gray' } as const;
  const [before, after] = [
    await decodeFrames(bench.ffmpeg, file, size),
    await decodeFrames(bench.ffmpeg, outFile, size),
  ];
  expect(after.length).toBe(24);
  expect(combing(before[10])).toBeGreaterThan(8);
  expect(combing(after[10])).toBeLessThan(combing(before[10]) / 4);
});

/** How much lines differ from both their neighbours, on average. */
function combing(picture: Uint8Array = new Uint8Array()): number {
  let sum = 0;
  for (let y = 8; y < 88; y += 1) {
    for (let x = 0; x < 160; x += 1) {
      const [above = 0, line = 0, below = 0] = [-1, 0, 1].map((step) => picture[(y + step) * 160 + x] ?? 0);
      sum += Math.max(0, Math.min(Math.abs(line - above), Math.abs(line - below)));
    }
  }
  return sum / (80 * 160);
}
