import { open } from 'node:fs/promises';
import type { PacketRun } from '../mp4/film-tracks.ts';

/** What is known of a chunk that is encoded. */
export type ChunkFacts = {
  /** Of its packets, in bytes. */
  readonly sizes: readonly number[];
  /** The highest true peak of what its packets decode to, where that was looked at. */
  readonly decodedPeak: number | undefined;
};

/** An encoded chunk in a file of ours. */
export type HeldChunk = ChunkFacts & {
  readonly file: string;
  /** Where its packets begin, in bytes. */
  readonly dataStart: number;
};

const MAGIC = 'snc1';
const HEADER_BYTES = 16;

/** Writes a chunk: what is known of it, then its packets one after the other. */
export async function writeChunk(
  file: string,
  facts: ChunkFacts,
  packets: readonly Uint8Array[],
): Promise<void> {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 0, 'latin1');
  header.writeUInt32LE(facts.sizes.length, 4);
  header.writeDoubleLE(facts.decodedPeak ?? Number.NaN, 8);
  const sizes = new Uint8Array(Uint32Array.from(facts.sizes).buffer);
  await using handle = await open(file, 'w');
  await handle.writeFile(Buffer.concat([header, sizes, ...packets]));
}

/**
 * Reads what is known of an encoded chunk.
 *
 * @throws Error when the file is not one, or not whole.
 */
export async function readChunk(file: string): Promise<HeldChunk> {
  await using handle = await open(file, 'r');
  const { size } = await handle.stat();
  const read = async (position: number, length: number): Promise<Buffer> => {
    const bytes = Buffer.from(new ArrayBuffer(length));
    const { bytesRead } = await handle.read(bytes, 0, length, position);
    if (bytesRead < length) throw new Error('It is not whole.');
    return bytes;
  };
  const header = await read(0, HEADER_BYTES);
  if (header.toString('latin1', 0, 4) !== MAGIC) throw new Error('It is no chunk of ours.');
  const packets = header.readUInt32LE(4);
  const dataStart = HEADER_BYTES + packets * 4;
  if (dataStart > size) throw new Error('It is not whole.');
  const table = await read(HEADER_BYTES, dataStart - HEADER_BYTES);
  const sizes = Array.from({ length: packets }, (_, index) => table.readUInt32LE(index * 4));
  if (sizes.reduce((sum, length) => sum + length, dataStart) !== size) throw new Error('It is not whole.');
  const decodedPeak = header.readDoubleLE(8);
  return {
    file,
    sizes,
    decodedPeak: Number.isNaN(decodedPeak) ? undefined : decodedPeak,
    dataStart,
  };
}

/** Where the packets of a chunk lie. */
export function runOf({ file, sizes, dataStart }: HeldChunk): PacketRun {
  let offset = dataStart;
  const offsets = sizes.map((size) => {
    offset += size;
    return offset - size;
  });
  return { file, offsets, sizes };
}
