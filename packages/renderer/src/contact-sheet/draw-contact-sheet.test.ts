import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { type ContactSheet, drawContactSheet } from './draw-contact-sheet.ts';
import { layoutContactSheet } from './layout-contact-sheet.ts';

let ffmpeg: string;
let folder: string;
let film: string;

beforeAll(async () => {
  ffmpeg = (await findFfmpeg({ environment: process.env })).path;
  folder = await mkdtemp(join(tmpdir(), 'storyboard sheet '));
  film = join(folder, 'a film.mp4');
  // One second each of red, green and blue.
  const colors = ['red', 'lime', 'blue'].flatMap((color) => [
    '-f',
    'lavfi',
    '-i',
    `color=c=${color}:s=320x180:r=24:d=1`,
  ]);
  const join3 = ['-filter_complex', '[0][1][2]concat=n=3', '-pix_fmt', 'yuv420p', '-f', 'mp4'];
  await runFfmpeg({ ffmpeg, args: [...colors, ...join3, film] });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const cells = [
  { label: 'meet', detail: '0:00 · 1 s', atSeconds: 0.5 },
  { label: '浣熊 🦝', detail: '0:01 · 1 s', atSeconds: 1 },
  { label: `'"%{};[],\\ ${'long '.repeat(40)}`, detail: '0:02 · 1 s', atSeconds: 2.95 },
];

function sheet(changes: Partial<ContactSheet> = {}): ContactSheet {
  const words = { title: 'The Raccoon and the Portrait', subtitle: '3 shots · 0:03' };
  return { ...words, film, cells, width: 800, outFile: join(folder, 'sheet.png'), ffmpeg, ...changes };
}

async function read(file: string): Promise<SKRSContext2D> {
  const image = await loadImage(await readFile(file));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return context;
}

test('a sheet has the size of its layout and the right still in each cell', async () => {
  await drawContactSheet(sheet());
  const context = await read(join(folder, 'sheet.png'));
  const layout = layoutContactSheet(800, 3, 16 / 9);
  expect([context.canvas.width, context.canvas.height]).toEqual([800, layout.height]);
  const strongest = layout.cells.map(({ picture }) => {
    const { x, y, width, height } = picture;
    const [...pixel] = context.getImageData(x + width / 2, y + height / 2, 1, 1).data;
    return pixel.slice(0, 3).map((value) => value > 128);
  });
  expect(strongest).toEqual([
    [true, false, false],
    [false, true, false],
    [false, false, true],
  ]);
  for (const box of [layout.title, layout.subtitle, ...layout.cells.map((cell) => cell.words)]) {
    const { data } = context.getImageData(box.x, box.y, box.width, box.height);
    expect(data.filter((value, index) => index % 4 === 1 && value > 130).length).toBeGreaterThan(20);
  }
});

test('the same film gives the same bytes', async () => {
  const [one, other] = [join(folder, 'one.png'), join(folder, 'other.png')];
  await drawContactSheet(sheet({ outFile: one }));
  await drawContactSheet(sheet({ outFile: other }));
  expect((await readFile(one)).equals(await readFile(other))).toBe(true);
});

test('a cell whose time is past the end of the film stays empty', async () => {
  const late = [...cells, { label: 'late', detail: '', atSeconds: 99 }];
  const outFile = join(folder, 'late.png');
  await drawContactSheet(sheet({ cells: late, outFile }));
  const context = await read(outFile);
  const layout = layoutContactSheet(800, 4, 16 / 9);
  expect(context.canvas.height).toBe(layout.height);
  const colours = layout.cells.map(({ picture: { x, y, width, height } }) => {
    const { data } = context.getImageData(x + width / 4, y + height / 4, width / 2, height / 2);
    return Math.max(...data.filter((_, index) => index % 4 !== 3));
  });
  expect(colours.map((brightest) => brightest > 128)).toEqual([true, true, true, false]);
});

test('a sheet of nothing is a heading', async () => {
  const outFile = join(folder, 'nothing.png');
  await drawContactSheet(sheet({ cells: [], outFile }));
  expect((await read(outFile)).canvas.width).toBe(800);
});

test('an abort leaves nothing behind', async () => {
  const reason = new Error('enough');
  const outFile = join(folder, 'aborted.png');
  await expect(drawContactSheet(sheet({ outFile }), { signal: AbortSignal.abort(reason) })).rejects.toBe(
    reason,
  );
  expect((await readdir(folder)).filter((name) => name.startsWith('aborted'))).toEqual([]);
});

test('a film that is none fails', async () => {
  const outFile = join(folder, 'none.png');
  const none = sheet({ film: join(folder, 'missing.mp4'), outFile });
  await expect(drawContactSheet(none)).rejects.toMatchObject({ code: 'ffmpeg-failed' });
});

test.each([
  [1, 1],
  [2, 2],
  [4, 2],
  [6, 3],
  [12, 4],
  [40, 6],
])('%i wide stills stand in %i columns', (count, columns) => {
  const { cells } = layoutContactSheet(1600, count, 16 / 9);
  expect(new Set(cells.map((cell) => cell.picture.x)).size).toBe(columns);
});
