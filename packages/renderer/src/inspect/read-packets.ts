import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Packets } from './digest-packets.ts';

/** Packets of one track, `end` left out, and the digest of their bytes; those that lie next to each other are read at once. */
export async function readPackets(
  handle: FileHandle,
  { offsets, sizes }: Packets,
  from: number,
  end: number,
): Promise<{ readonly packets: readonly Buffer[]; readonly digest: string }> {
  const hash = createHash('sha256');
  const packets: Buffer[] = [];
  for (let packet = from; packet < end; ) {
    const start = offsets[packet] ?? 0;
    let until = start;
    const first = packet;
    for (; packet < end && offsets[packet] === until; packet += 1) until += sizes[packet] ?? 0;
    const bytes = Buffer.allocUnsafe(until - start);
    for (let got = 0; got < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, got, bytes.length - got, start + got);
      if (bytesRead === 0) throw new Error('The film became shorter while it was read.');
      got += bytesRead;
    }
    hash.update(bytes);
    for (let each = first; each < packet; each += 1) {
      const at = (offsets[each] ?? 0) - start;
      packets.push(bytes.subarray(at, at + (sizes[each] ?? 0)));
    }
  }
  return { packets, digest: hash.digest('hex') };
}
