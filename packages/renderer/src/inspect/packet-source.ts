import { type FileHandle, open } from 'node:fs/promises';
import type { PacketRun } from '../mp4/film-tracks.ts';

/** Gives the packets of a track between two of them, the second left out. */
export type PacketSource = (from: number, end: number) => Promise<readonly Buffer[]>;

type Packets = { readonly offsets: ArrayLike<number>; readonly sizes: ArrayLike<number> };

/** Packets of one file. */
export function packetsOfFile(handle: FileHandle, packets: Packets): PacketSource {
  return (from, end) => readPackets(handle, packets, from, end);
}

/** Packets of files that follow each other as in one track. */
export function packetsOfRuns(runs: readonly PacketRun[]): PacketSource {
  return async (from, end) => {
    const read: (readonly Buffer[])[] = [];
    let first = 0;
    for (const run of runs) {
      const [start, stop] = [Math.max(0, from - first), Math.min(run.sizes.length, end - first)];
      first += run.sizes.length;
      if (start >= stop) continue;
      await using handle = await open(run.file, 'r');
      read.push(await readPackets(handle, run, start, stop));
    }
    return read.flat();
  };
}

/** Packets that lie next to each other are read at once. */
async function readPackets(
  handle: FileHandle,
  { offsets, sizes }: Packets,
  from: number,
  end: number,
): Promise<readonly Buffer[]> {
  const packets: Buffer[] = [];
  for (let packet = from; packet < end; ) {
    const start = offsets[packet] ?? 0;
    let until = start;
    const first = packet;
    for (; packet < end && offsets[packet] === until; packet += 1) until += sizes[packet] ?? 0;
    const bytes = Buffer.allocUnsafe(until - start);
    for (let got = 0; got < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, got, bytes.length - got, start + got);
      if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
      got += bytesRead;
    }
    for (let each = first; each < packet; each += 1) {
      const at = (offsets[each] ?? 0) - start;
      packets.push(bytes.subarray(at, at + (sizes[each] ?? 0)));
    }
  }
  return packets;
}
