import { expect, test } from 'vitest';
import { mediaLook } from './media-look.ts';

test.each([
  ['image', '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR'],
  ['image', '\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF'],
  ['image', 'RIFF\u0010\0\0\0WEBPVP8 '],
  ['image', 'BM\u0036\0\0\0\0\0\0\0\u0036'],
  ['image', 'GIF89a'],
  ['image', '\0\0\0\u001cftypavif\0\0\0\0'],
  ['image', '\0\0\0\u001cftypheic\0\0\0\0'],
  ['clip', '\0\0\0\u001cftypisom\0\0\u0002\0'],
  ['clip', '\0\0\0\bwide\0\0\0\0mdat'],
  ['clip', '\0\0\0\u0001mdat'],
  ['clip', '\u001a\u0045\u00df\u00a3\u0001'],
  ['empty', ''],
  ['web page', '\r\n<!DOCTYPE html><html>'],
  ['web page', '<html><body>Not found</body>'],
  ['playlist', '#EXTM3U\n#EXT-X-VERSION:3\n'],
  ['text', 'version https://git-lfs.github.com/spec/v1\n'],
  ['text', '{"error": "forbidden"}'],
  ['music', 'RIFF\u0010\0\0\0WAVEfmt '],
  ['music', 'fLaC\0\0\0\u0022'],
  ['music', 'OggS\0\u0002'],
  ['music', 'ID3\u0004\0\0'],
  ['music', '\u00ff\u00fb\u0090\u0064'],
  ['music', '\u00ff\u00f1\u0050\u0080'],
  ['something else', '\u00ff\u00fe\u0068\0\u0069\0'],
  ['something else', 'PK\u0003\u0004\0\0'],
] as const)('%s: %j', (look, head) => {
  expect(mediaLook(Uint8Array.from(head, (character) => character.charCodeAt(0)))).toBe(look);
});
