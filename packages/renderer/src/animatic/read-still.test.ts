import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { readStill, type Still, scaleStill } from './read-still.ts';

let ffmpeg: string;
let folder: string;

beforeAll(async () => {
  ffmpeg = (await findFfmpeg({ environment: process.env })).path;
  folder = await mkdtemp(join(tmpdir(), 'storyboard still '));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function picture(width: number, height: number): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#e01010';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#1010e0';
  context.fillRect(0, 0, width, height / 2);
  return canvas.encodeSync('jpeg', 100);
}

async function clip(name: string, source: string, output: readonly string[] = []): Promise<string> {
  const file = join(folder, name);
  await runFfmpeg({ ffmpeg, args: ['-f', 'lavfi', '-i', source, ...output, '-y', file] });
  return file;
}

async function still(kind: 'image' | 'video', file?: string): Promise<Still | undefined> {
  return readStill({ name: 'thing', kind, ...(file === undefined ? {} : { file }) }, ffmpeg);
}

function colorIn(still: Still | undefined): readonly number[] {
  if (still === undefined) return [];
  const canvas = createCanvas(1, 1);
  canvas.getContext('2d').drawImage(still.picture, 0, 0, 1, 1);
  return [...canvas.data().subarray(0, 3)];
}

test('an image is read as it is', async () => {
  const file = join(folder, 'a picture.jpg');
  await writeFile(file, picture(300, 200));
  expect((await still('image', file))?.aspect).toBe(1.5);
});

test('an image stored turned is shown upright', async () => {
  const jpeg = picture(300, 200);
  const exif = Buffer.from('ffe1002245786966000049492a0008000000010012010300010000000600000000000000', 'hex');
  const file = join(folder, 'turned.jpg');
  await writeFile(file, Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]));
  expect((await still('image', file))?.aspect).toBeCloseTo(2 / 3);
});

test('of a video a frame that is not black is taken', async () => {
  const file = await clip('fade.mp4', 'color=c=0x20c040:s=320x180:r=24:d=3,fade=in:0:24', [
    '-pix_fmt',
    'yuv420p',
  ]);
  const frame = await still('video', file);
  expect(frame?.aspect).toBeCloseTo(16 / 9);
  expect(colorIn(frame)[1]).toBeGreaterThan(100);
});

test('a clip of one frame gives that frame', async () => {
  const file = await clip('one.mp4', 'color=c=red:s=64x64:r=24', ['-frames:v', '1', '-pix_fmt', 'yuv420p']);
  expect(colorIn(await still('video', file))[0]).toBeGreaterThan(200);
});

test('a video with oblong pixels is shown in its true shape', async () => {
  const file = await clip('oblong.mp4', 'color=c=red:s=180x180:r=24:d=1,setsar=16/9', [
    '-pix_fmt',
    'yuv420p',
  ]);
  expect((await still('video', file))?.aspect).toBeCloseTo(16 / 9, 1);
});

test('a WebM video is read', async () => {
  const file = await clip('short.webm', 'color=c=red:s=64x64:r=24:d=0.5', ['-c:v', 'libvpx', '-f', 'webm']);
  expect((await still('video', file))?.aspect).toBe(1);
});

test('what cannot be read gives no picture and no failure', async () => {
  const image = picture(300, 200);
  const files: Readonly<Record<string, Buffer | string>> = {
    'empty.png': '',
    'text.jpg': 'This is no picture.',
    'cut.jpg': image.subarray(0, 200),
    'drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    // The header of a picture of 20,000 by 20,000 pixels.
    'huge.png': Buffer.from('89504e470d0a1a0a0000000d4948445200004e2000004e20080200000000000000', 'hex'),
    'playlist.mp4': '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfade.mp4\n#EXT-X-ENDLIST\n',
    'broken.mp4': Buffer.concat([Buffer.from('\0\0\0\x18ftypisom', 'latin1'), Buffer.alloc(400, 7)]),
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  await mkdir(join(folder, 'folder.png'));
  for (const name of [...Object.keys(files), 'folder.png', 'missing.png']) {
    expect(await still('image', join(folder, name)), name).toBeUndefined();
    expect(await still('video', join(folder, name)), name).toBeUndefined();
  }
  expect(await still('image')).toBeUndefined();
});

test('an abort is not taken for a picture that cannot be read', async () => {
  const file = await clip('long.mp4', 'color=c=red:s=64x64:r=24:d=1', ['-pix_fmt', 'yuv420p']);
  const reason = new Error('enough');
  const reading = readStill({ name: 'a', kind: 'video', file }, ffmpeg, AbortSignal.abort(reason));
  await expect(reading).rejects.toBe(reason);
});

test('a picture is made smaller and larger to the pixel', async () => {
  const file = join(folder, 'scaled.jpg');
  await writeFile(file, picture(1000, 500));
  const read = await still('image', file);
  if (read === undefined) throw new Error('The picture should be read.');
  for (const [width, height] of [
    [100, 50],
    [130, 65],
    [1500, 750],
  ] as const) {
    const { width: w, height: h } = scaleStill(read, width, height);
    expect([w, h]).toEqual([width, height]);
  }
});
