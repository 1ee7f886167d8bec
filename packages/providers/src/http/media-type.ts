import type { ReferenceKind } from '@storyboard/core';

/** The media type of a reference, by its first bytes; where they say nothing, the usual one of its kind. */
export function mediaType(bytes: Uint8Array, kind: ReferenceKind): string {
  const text = String.fromCharCode(...bytes.subarray(0, 16));
  if (text.startsWith('\u0089PNG\r\n\u001a\n')) return 'image/png';
  if (text.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (text.startsWith('BM')) return 'image/bmp';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.startsWith('\u001a\u0045\u00df\u00a3')) return 'video/webm';
  if (text.slice(4, 12) === 'ftypqt  ') return 'video/quicktime';
  return kind === 'image' ? 'image/jpeg' : 'video/mp4';
}
