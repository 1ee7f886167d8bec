import { type FileHandle, open } from 'node:fs/promises';
import type { PictureStream } from './read-pictures.ts';

/** A key picture's slices come after a few short units; whoever puts more in front of them is not waited for. */
const HEAD_BYTES = 4096;

const SLICE = 1;
const WHOLE_PICTURE = 5;

/**
 * Whether an H.264 picture is one after which no other looks back, by its own bytes: an index may call a picture a key
 * picture after which others still do.
 */
export async function needsNoneBefore(stream: Packets, packet: number): Promise<boolean> {
  await using handle = await open(stream.file, 'r');
  return isWholePicture(handle, stream, packet);
}

/** Which of the pictures that an index of H.264 calls key pictures are ones, one for each that is. */
export async function trueKeys(stream: Packets & { readonly sync: Uint8Array }): Promise<Uint8Array> {
  await using handle = await open(stream.file, 'r');
  const keys = new Uint8Array(stream.sync.length);
  for (let packet = 0; packet < keys.length; packet += 1) {
    if (stream.sync[packet] === 1 && (await isWholePicture(handle, stream, packet))) keys[packet] = 1;
  }
  return keys;
}

type Packets = Pick<PictureStream, 'file' | 'offsets' | 'sizes'>;

async function isWholePicture(handle: FileHandle, stream: Packets, packet: number): Promise<boolean> {
  const size = Math.min(HEAD_BYTES, stream.sizes[packet] ?? 0);
  const head = Buffer.alloc(size);
  const { bytesRead } = await handle.read(head, 0, size, stream.offsets[packet] ?? 0);
  for (let at = 0; at + 4 < bytesRead; at += 4 + head.readUInt32BE(at)) {
    const kind = (head[at + 4] ?? 0) & 0x1f;
    if (kind >= SLICE && kind <= WHOLE_PICTURE) return kind === WHOLE_PICTURE;
  }
  return false;
}
