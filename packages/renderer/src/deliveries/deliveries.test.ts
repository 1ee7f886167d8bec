import { copyFile, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileName } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { makeClip, makeNumberedClip, readNumber } from '../testing/make-clip.ts';
import { openWorkbench, refusalOf, type Workbench } from '../testing/workbench.ts';
import { drawGif } from './draw-gif.ts';
import { drawPoster } from './draw-poster.ts';
import { openDeliveries } from './open-deliveries.ts';

let bench: Workbench;
let film: string;
let flag: string;

beforeAll(async () => {
  bench = await openWorkbench();
  film = await makeNumberedClip(bench.ffmpeg, bench.path('film.mp4'), {
    first: 500,
    frames: 48,
    half: 'top',
  });
  flag = await makeClip(bench.ffmpeg, bench.path('flag.mp4'), {
    picture: 'color=red',
    frames: 25,
    filter: 'drawbox=w=iw/2:h=ih:color=0x2060c0:t=fill,scale=out_color_matrix=bt709,format=yuv420p',
  });
});

afterAll(() => bench.close());

async function pixels(file: string, demuxer: string, format: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  await runFfmpeg({
    ffmpeg: bench.ffmpeg,
    args: ['-f', demuxer, '-i', fileName(file), '-f', 'rawvideo', '-pix_fmt', format, 'pipe:1'],
    onOutput: (chunk) => void chunks.push(chunk),
  });
  return Buffer.concat(chunks);
}

test.each([
  ['the first frame', 0, 500],
  ['the frame that starts at the time', 1 / 3, 508],
  ['the frame that is shown at the time', 1.03, 524],
  ['the last frame for a time after the end', 99, 547],
])('a poster shows %s', async (_, atSeconds, number) => {
  const outFile = bench.path(`poster %d ${number}.png`);
  await drawPoster({ film, atSeconds, outFile, ffmpeg: bench.ffmpeg });
  expect(readNumber(await pixels(outFile, 'png_pipe', 'gray'), 'top')).toBe(number);
});

test.each([
  ['posters/flag.png', 'png_pipe'],
  ['posters/flag.JPG', 'jpeg_pipe'],
])('%s has the colours of the film, and the same bytes each time', async (name, demuxer) => {
  const outFile = bench.path(name);
  await drawPoster({ film: flag, atSeconds: 0.5, outFile, ffmpeg: bench.ffmpeg });
  const picture = await pixels(outFile, demuxer, 'rgb24');
  expect(picture.length).toBe(160 * 96 * 3);
  const seen = [
    ...picture.subarray((48 * 160 + 40) * 3).subarray(0, 3),
    ...picture.subarray((48 * 160 + 120) * 3).subarray(0, 3),
  ];
  [0x20, 0x60, 0xc0, 255, 0, 0].forEach((value, index) => {
    expect(Math.abs((seen[index] ?? 0) - value)).toBeLessThan(7);
  });
  const before = await readFile(outFile);
  await drawPoster({ film: flag, atSeconds: 0.5, outFile, ffmpeg: bench.ffmpeg });
  expect((await readFile(outFile)).equals(before)).toBe(true);
});

test('a poster of something else than a film leaves nothing behind', async () => {
  const page = bench.path('page.mp4');
  await writeFile(page, '<html>');
  const before = await readdir(bench.folder);
  const poster = { film: page, atSeconds: 0, ffmpeg: bench.ffmpeg };
  expect((await refusalOf(drawPoster({ ...poster, outFile: bench.path('page.png') }))).code).toBe(
    'media-unreadable',
  );
  await expect(drawPoster({ ...poster, outFile: bench.path('page.exe') })).rejects.toThrow(RangeError);
  expect(await readdir(bench.folder)).toEqual(before);
});

test('a GIF shows the film at its own size and rate, in the film’s colours, and ends when it is long enough', async () => {
  const outFile = bench.path('gifs/flag %d.gif');
  const gif = { film: flag, outFile, ffmpeg: bench.ffmpeg, width: 80, fps: 10 };
  expect((await drawGif(gif)).seconds).toBeCloseTo(25 / 24, 3);
  const pictures = await pixels(outFile, 'gif', 'rgb24');
  const frame = 80 * 48 * 3;
  expect([10, 11]).toContain(pictures.length / frame);
  const seen = [
    ...pictures.subarray((24 * 80 + 20) * 3).subarray(0, 3),
    ...pictures.subarray((24 * 80 + 60) * 3).subarray(0, 3),
  ];
  [0x20, 0x60, 0xc0, 255, 0, 0].forEach((value, index) => {
    expect(Math.abs((seen[index] ?? 0) - value)).toBeLessThan(12);
  });
  const whole = await readFile(outFile);
  await drawGif(gif);
  expect((await readFile(outFile)).equals(whole)).toBe(true);
  expect(await drawGif({ ...gif, film, seconds: 0.5 })).toEqual({ seconds: 0.5 });
  const short = await pixels(outFile, 'gif', 'gray');
  expect(short.length / (80 * 48)).toBe(5);
});

test('a GIF that is stopped leaves nothing behind', async () => {
  const before = await readdir(bench.folder);
  const signal = AbortSignal.abort(new Error('enough'));
  const gif = { film, outFile: bench.path('stopped.gif'), ffmpeg: bench.ffmpeg };
  await expect(drawGif(gif, { signal })).rejects.toThrow('enough');
  expect(await readdir(bench.folder)).toEqual(before);
});

test('what was drawn of the same film in the same way is there again without a look at the film', async () => {
  const cacheFolder = bench.path('cache');
  const marks: string[] = [];
  const keptOf: (readonly boolean[])[] = [];
  const deliver = async (name: string, change: { readonly of?: string; readonly fps?: number } = {}) => {
    await using deliveries = openDeliveries({ cacheFolder, ffmpeg: bench.ffmpeg });
    const of = change.of ?? flag;
    const at = (file: string) => bench.path(`${name}/${file}`);
    const words = {
      title: 'Flag',
      subtitle: '1 shot',
      cells: [{ label: 'a', detail: '1 s', atSeconds: 0.5 }],
    };
    const heard: string[] = [];
    const fractions: number[] = [];
    const watched = (name: string) => ({
      onStart: () => void heard.push(name),
      onProgress: (fraction: number) => void fractions.push(fraction),
    });
    const poster = { film: of, atSeconds: 0.5, outFile: at('poster.jpg') };
    const kept = [(await deliveries.poster(poster, watched('poster'))).kept];
    const gif = { film: of, outFile: at('film.gif'), width: 40, fps: change.fps ?? 5, seconds: 0.4 };
    const painted = await deliveries.gif(gif, watched('gif'));
    expect(painted.seconds).toBe(0.4);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(fractions.at(-1)).toBe(painted.kept ? undefined : 1);
    const sheet = { ...words, film: of, width: 200, outFile: at('sheet.png') };
    kept.push(painted.kept, (await deliveries.contactSheet(sheet, watched('sheet'))).kept);
    expect(heard).toEqual(['poster', 'gif', 'sheet'].filter((_, index) => kept[index] === false));
    keptOf.push(kept);
    marks.push((await heldFiles()).map(({ mark }) => mark).join(' '));
    return Promise.all(['poster.jpg', 'film.gif', 'sheet.png'].map((file) => readFile(at(file))));
  };
  const heldFiles = async () => {
    const names = await readdir(bench.path('cache/held'));
    const drawn = names.filter((name) => /\.(?:jpg|gif|png)$/.test(name)).sort();
    return Promise.all(
      drawn.map(async (name) => {
        const file = bench.path(`cache/held/${name}`);
        return { file, mark: `${name} ${(await stat(file, { bigint: true })).ino}` };
      }),
    );
  };
  const first = await deliver('first');
  await drawPoster({ film: flag, atSeconds: 0.5, outFile: bench.path('plain.jpg'), ffmpeg: bench.ffmpeg });
  expect(first[0]).toEqual(await readFile(bench.path('plain.jpg')));
  // Another file with the same bytes.
  await copyFile(flag, bench.path('same.mp4'));
  expect(await deliver('again', { of: bench.path('same.mp4') })).toEqual(first);
  expect(marks[1]).toBe(marks[0]);
  // What a crash left without its end is drawn anew.
  const kept = await heldFiles();
  for (const { file } of kept) await truncate(file, 20);
  expect(await deliver('whole')).toEqual(first);
  expect(marks[2]).not.toBe(marks[0]);
  await deliver('faster', { fps: 10 });
  expect(await heldFiles()).toHaveLength(kept.length + 1);
  await deliver('other', { of: film });
  expect(await heldFiles()).toHaveLength(2 * kept.length + 1);
  expect(await readdir(cacheFolder)).toEqual(['held']);
  const [none, all] = [
    [false, false, false],
    [true, true, true],
  ];
  expect(keptOf).toEqual([none, all, none, [true, false, true], none]);
});
