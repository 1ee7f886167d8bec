import { open } from 'node:fs/promises';
import type { PictureStream } from './read-pictures.ts';

/** A key picture's slices come after a few short units; whoever puts more in front of them is not waited for. */
const HEAD_BYTES = 4096;

const SLICE = 1;
const WHOLE_PICTURE = 5;

/**
 * Whether an H.264 picture is one after which no other looks back, by its own bytes: an index may call a picture a key
 * picture after which others still do.
 */
export async function needsNoneBefore(
  stream: Pick<PictureStream, 'file' | 'offsets' | 'sizes'>,
  packet: number,
): Promise<boolean> {
  await using handle = await open(stream.file, 'r');
  const size = Math.min(HEAD_BYTES, stream.sizes[packet] ?? 0);
  const head = Buffer.alloc(size);
  const { bytesRead } = await handle.read(head, 0, size, stream.offsets[packet] ?? 0);
  for (let at = 0; at + 4 < bytesRead; at += 4 + head.readUInt32BE(at)) {
    const kind = (head[at + 4] ?? 0) & 0x1f;
    if (kind >= SLICE && kind <= WHOLE_PICTURE) return kind === WHOLE_PICTURE;
  }
  return false;
}
