import { expect, test } from 'vitest';
import { makeClip } from '../example/make-clip.ts';
import { readMp4 } from './read-mp4.ts';

const ffmpeg = process.env['STORYBOARD_FFMPEG'] ?? 'ffmpeg';

test('a clip’s boxes and its length are read', async () => {
  const facts = readMp4(await makeClip({ seconds: 1.5, ffmpeg }));
  expect(facts.boxes).toEqual(['ftyp', 'free', 'mdat', 'moov']);
  expect(facts.seconds).toBeCloseTo(1.5, 1);
});

test('times of 64 bits are read', () => {
  const header = new Uint8Array(8 + 32);
  const view = new DataView(header.buffer);
  view.setUint32(0, header.length);
  header.set(Buffer.from('mvhd'), 4);
  view.setUint8(8, 1);
  view.setUint32(28, 600);
  view.setBigUint64(32, 2100n);
  const movie = Buffer.concat([Buffer.from([0, 0, 0, 8 + header.length]), Buffer.from('moov'), header]);
  expect(readMp4(movie)).toEqual({ boxes: ['moov'], seconds: 3.5 });
});

test('a file that is cut off, or no MP4 at all, is refused', async () => {
  const clip = await makeClip({ seconds: 1, ffmpeg });
  expect(() => readMp4(clip.subarray(0, clip.length - 1))).toThrow('No whole MP4 box');
  expect(() => readMp4(Buffer.from('<html>not here</html>'))).toThrow('No whole MP4 box at byte 0 of 21.');
});
