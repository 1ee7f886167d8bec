import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { readImageSize } from './read-image-size.ts';

const canvas = createCanvas(70, 41);
canvas.getContext('2d').fillRect(3, 3, 20, 20);

test.each(['png', 'jpeg', 'webp', 'avif', 'gif'] as const)('the size of a %s is read', async (format) => {
  const bytes = format === 'png' ? await canvas.encode('png') : await canvas.encode(format as 'jpeg');
  expect(readImageSize(bytes)).toEqual({ width: 70, height: 41 });
});

test('the size of a bitmap that is stored upside down is read', () => {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeInt32LE(70, 18);
  header.writeInt32LE(-41, 22);
  expect(readImageSize(header)).toEqual({ width: 70, height: 41 });
});

test('a JPEG with much in front of its pixels is read', async () => {
  const jpeg = await canvas.encode('jpeg');
  const comment = Buffer.alloc(60_000);
  comment.writeUInt16BE(0xfffe, 0);
  comment.writeUInt16BE(comment.length - 2, 2);
  const long = Buffer.concat([jpeg.subarray(0, 2), comment, comment, jpeg.subarray(2)]);
  expect(readImageSize(long)).toEqual({ width: 70, height: 41 });
});

test('what is no picture has no size', async () => {
  const png = await canvas.encode('png');
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from('<svg width="9" height="9"/>'),
    png.subarray(0, 20),
    Buffer.alloc(64),
  ]) {
    expect(readImageSize(bytes)).toBeUndefined();
  }
});
