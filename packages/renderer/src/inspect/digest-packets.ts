import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const BUFFER_BYTES = 1024 * 1024;

/** Packets of one track in the order of decoding. */
export type Packets = { readonly offsets: ArrayLike<number>; readonly sizes: ArrayLike<number> };

/** The digest of the bytes of packets, `end` left out; those that lie next to each other are read at once. */
export async function digestPackets(
  handle: FileHandle,
  { offsets, sizes }: Packets,
  from: number,
  end: number,
): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  for (let packet = from; packet < end; ) {
    let at = offsets[packet] ?? 0;
    let until = at;
    for (; packet < end && offsets[packet] === until; packet += 1) until += sizes[packet] ?? 0;
    while (at < until) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(BUFFER_BYTES, until - at), at);
      if (bytesRead === 0) throw new Error('The film became shorter while it was read.');
      hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  }
  return hash.digest('hex');
}
