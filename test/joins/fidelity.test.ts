import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Timeline } from '../../packages/core/src/index.ts';
import { fileName } from '../../packages/renderer/src/ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../../packages/renderer/src/ffmpeg/run-ffmpeg.ts';
import { assembleFilm } from '../../packages/renderer/src/index.ts';
import { openWorkbench, timelineOf, type Workbench } from '../../packages/renderer/src/testing/workbench.ts';
import { psnr, ssim } from './likeness.ts';
import { h264 } from './make-take.ts';

const SIZE = { width: 320, height: 180 };
const FRAMES = 30;
const FADE = 6;
const GROUP = 6;
/** How many frames before a join its encoding may begin: those that are shown before what they are decoded from. */
const REORDERED = 4;
const SOURCES = [
  'testsrc2',
  'mandelbrot=start_scale=1:end_scale=0.5',
  'gradients=seed=5:speed=0.05',
  'testsrc2',
];

let bench: Workbench;
let files: readonly string[];

beforeAll(async () => {
  bench = await openWorkbench();
  files = await Promise.all(
    SOURCES.map(async (source, index) => {
      const file = bench.path(`take ${index}.mp4`);
      const picture = `${source}${source.includes('=') ? ':' : '='}size=${SIZE.width}x${SIZE.height}:rate=24`;
      // Footage has no edges as sharp as a test picture's.
      const filter = ['-vf', index === 3 ? 'gblur=1.5,hflip,hue=h=120' : 'gblur=1.5'];
      await runFfmpeg({
        ffmpeg: bench.ffmpeg,
        args: [
          ...['-y', '-f', 'lavfi', '-i', picture, '-frames:v', String(FRAMES), ...filter],
          ...[...h264(GROUP), '-f', 'mp4', fileName(file)],
        ],
      });
      return file;
    }),
  );
});

afterAll(() => bench.close());

test('over hard cuts every picture of every take is in the film bit by bit', async () => {
  const { film, reference } = await filmAndReference('cuts', [0, 0, 0, 0]);
  const changed = film.flatMap((picture, index) => (isSame(picture, reference[index]) ? [] : [index]));
  expect([film.length, reference.length]).toEqual([FRAMES * 4, FRAMES * 4]);
  expect(changed).toEqual([]);
});

test('beside fades takes are in the film bit by bit, and within them as a lossless mix would look', async () => {
  const { film, reference, timeline } = await filmAndReference('fades', [0, FADE, FADE, FADE]);
  expect([film.length, reference.length]).toEqual([timeline.frames, timeline.frames]);
  const pixels = SIZE.width * SIZE.height;
  const unlike = film.flatMap((picture, index) => {
    const [luma, wanted] = [picture, reference[index] ?? picture].map((one) => one.subarray(0, pixels)) as [
      Uint8Array,
      Uint8Array,
    ];
    const [decibels, structure] = [psnr(luma, wanted), ssim(luma, wanted, SIZE.width)];
    return decibels >= 40 && structure >= 0.98 ? [] : [{ index, decibels, structure }];
  });
  expect(unlike).toEqual([]);
  // A mix goes by way of other chroma, so what is copied is compared with the takes themselves.
  const takes = await Promise.all(
    files.map((file, index) => pictures(['-i', fileName(file)], `take ${index}`)),
  );
  const mustBeCopied = timeline.clips.flatMap((clip, index) => {
    const next = timeline.clips[index + 1];
    const from = clip.transition === undefined ? 0 : clip.transition.frames + GROUP;
    const to = clip.frames - (next === undefined ? 0 : FADE + REORDERED);
    return Array.from({ length: to - from }, (_, frame) => ({ index, frame: from + frame }));
  });
  expect(mustBeCopied.length).toBeGreaterThan(timeline.frames / 2);
  const changed = mustBeCopied.filter(
    ({ index, frame }) => !isSame(film[(timeline.clips[index]?.start ?? 0) + frame], takes[index]?.[frame]),
  );
  expect(changed).toEqual([]);
});

test('likeness is measured', () => {
  const picture = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(psnr(picture, picture)).toBe(Number.POSITIVE_INFINITY);
  expect(
    psnr(
      picture,
      picture.map((value) => value ^ 1),
    ),
  ).toBeCloseTo(48.13, 2);
  expect(ssim(picture, picture, 16)).toBe(1);
  expect(ssim(picture, picture.toReversed(), 16)).toBeLessThan(0);
});

/** The film as it is decoded, and the same cut made by one graph of ffmpeg and never encoded. */
async function filmAndReference(name: string, fades: readonly number[]) {
  const timeline = timelineOf(
    fades.map((frames, index) => ({
      ...{ shot: `s${index}`, frames: FRAMES },
      ...(frames === 0 ? {} : { transition: { type: 'fade', frames } }),
    })),
    SIZE,
  );
  const outFile = bench.path(`${name}.mp4`);
  await assembleFilm({
    ...{ timeline, outFile, ffmpeg: bench.ffmpeg, cacheFolder: bench.path('cache') },
    files: new Map(files.map((file, index) => [`s${index}`, file])),
  });
  const film = await pictures(['-i', fileName(outFile)], `${name} film`);
  const inputs = files.flatMap((file) => ['-i', fileName(file)]);
  const graph = ['-filter_complex', graphOf(timeline), '-map', '[film]'];
  return { timeline, film, reference: await pictures([...inputs, ...graph], `${name} reference`) };
}

function graphOf({ clips }: Timeline): string {
  const joins = clips.slice(1).map(({ start, transition }, index) => {
    const [before, out] = [
      index === 0 ? '0:v' : `j${index}`,
      index === clips.length - 2 ? 'film' : `j${index + 1}`,
    ];
    const pair = `[${before}][${index + 1}:v]`;
    if (transition === undefined) return `${pair}concat=n=2[${out}]`;
    const times = `duration=${transition.frames / 24}:offset=${start / 24}`;
    return `${pair}xfade=transition=${transition.type}:${times}[${out}]`;
  });
  return joins.join(';');
}

async function pictures(input: readonly string[], name: string): Promise<readonly Uint8Array[]> {
  const file = bench.path(`${name}.yuv`);
  await runFfmpeg({
    ffmpeg: bench.ffmpeg,
    args: [
      ...['-y', ...input, '-an', '-vsync', 'passthrough', '-pix_fmt', 'yuv420p'],
      ...['-f', 'rawvideo', fileName(file)],
    ],
  });
  const bytes = await readFile(file);
  const size = (SIZE.width * SIZE.height * 3) / 2;
  return Array.from({ length: bytes.length / size }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

function isSame(one: Uint8Array | undefined, two: Uint8Array | undefined): boolean {
  return one !== undefined && two !== undefined && Buffer.compare(one, two) === 0;
}
