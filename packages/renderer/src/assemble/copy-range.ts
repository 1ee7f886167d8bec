import { open } from 'node:fs/promises';
import type { PictureStream } from '../mp4/read-pictures.ts';
import type { Body, CopyRange } from './plan-pictures.ts';

/** Fewer are not worth a change of parameter sets and a key picture after them. */
const FEWEST_FRAMES = 6;

/** A key picture's slices come after a few short units; whoever puts more in front of them is not waited for. */
const HEAD_BYTES = 4096;

const SLICE = 1;
const WHOLE_PICTURE = 5;

/**
 * The longest stretch of a clip's body whose packets can be taken over: from a picture that needs none before it to a
 * place where all that is decoded so far is also shown. Undefined where there is none.
 */
export async function copyRange(stream: PictureStream, body: Body): Promise<CopyRange | undefined> {
  const last = Math.min(body.end, stream.frames);
  let end = last;
  while (end > body.from && stream.cuts[end] !== 1) end -= 1;
  // A whole clip is taken over however short it is.
  const fewest = end === body.end && end === stream.frames ? 1 : FEWEST_FRAMES;
  for (let from = body.from; end - from >= fewest; from += 1) {
    if (stream.cuts[from] !== 1 || stream.sync[from] !== 1) continue;
    if (await needsNoneBefore(stream, from)) return { from, end };
  }
  return undefined;
}

/** An index may call a picture a key picture after which others still look back; the picture itself knows. */
async function needsNoneBefore(stream: PictureStream, packet: number): Promise<boolean> {
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
