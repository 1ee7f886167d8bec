/** What the first bytes of a file say it is. */
export type MediaLook =
  | 'clip'
  | 'empty'
  | 'image'
  | 'music'
  | 'playlist'
  | 'something else'
  | 'text'
  | 'web page';

/** How many first bytes of a file are enough to tell. */
export const LOOK_BYTES = 64;

/** What a file is, in words, by its first bytes; its name counts for nothing. */
export function mediaLook(head: Uint8Array): MediaLook {
  if (head.length === 0) return 'empty';
  const text = latin(head);
  if (isImage(text)) return 'image';
  if (isClip(text)) return 'clip';
  if (isMusic(head, text)) return 'music';
  const words = text
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  if (words.startsWith('#extm3u')) return 'playlist';
  if (/^<(?:!doctype|html|head|body|\?xml|!--)/.test(words)) return 'web page';
  return isText(head) ? 'text' : 'something else';
}

function isImage(text: string): boolean {
  if (text.startsWith('\u0089PNG\r\n\u001a\n') || text.startsWith('\u00ff\u00d8\u00ff')) return true;
  if (/^GIF8[79]a/.test(text)) return true;
  // Four bytes of size, then four that are always zero.
  if (text.startsWith('BM') && text.slice(6, 10) === '\0\0\0\0') return true;
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return true;
  return text.slice(4, 8) === 'ftyp' && STILL_BRANDS.has(text.slice(8, 12));
}

/** An ISO media file (MP4, QuickTime) begins with one of its boxes; WebM and Matroska with a number of their own. */
function isClip(text: string): boolean {
  return CLIP_BOXES.has(text.slice(4, 8)) || text.startsWith('\u001a\u0045\u00df\u00a3');
}

/** WAVE, FLAC, Ogg, MP3 with or without its tags, and AAC as a stream; of the last two a packet begins with set bits. */
function isMusic(head: Uint8Array, text: string): boolean {
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WAVE') return true;
  if (/^(?:fLaC|OggS|ID3)/.test(text)) return true;
  const [first = 0, second = 0] = head;
  const isLayerThree = (second & 0xe6) === 0xe2;
  const isAdts = (second & 0xf6) === 0xf0;
  return first === 0xff && (isLayerThree || isAdts);
}

const STILL_BRANDS: ReadonlySet<string> = new Set([
  'avif',
  'avis',
  'heic',
  'heim',
  'heis',
  'heix',
  'hevc',
  'mif1',
  'msf1',
]);

const CLIP_BOXES: ReadonlySet<string> = new Set([
  'ftyp',
  'styp',
  'moov',
  'moof',
  'mdat',
  'wide',
  'free',
  'skip',
  'pnot',
  'uuid',
]);

/** No control characters but those of written lines. */
function isText(head: Uint8Array): boolean {
  return head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

function latin(head: Uint8Array): string {
  return String.fromCharCode(...head.subarray(0, LOOK_BYTES));
}
