import { boxAt, boxesIn } from './boxes.ts';
import { evenSound, type TimedPackets } from './even-sound.ts';
import type { Edit, PacketTable } from './packet-table.ts';
import { type Chunks, readChunks } from './read-chunks.ts';
import { entryCount, numbersOf, pairsOf, unsignedAt } from './table-fields.ts';

/**
 * Reads the tables of one track. Undefined for a track that is none of pictures or sound, and for one whose tables say
 * what no clip needs: packets in other files, several ways of coding, more packets than the file has bytes.
 *
 * @param track - What is in a `trak` box.
 */
export function readTable(
  track: Buffer,
  file: {
    readonly sizeBytes: number;
    readonly movieTicksPerSecond: number;
    /** As many as it may have. */
    readonly mostPackets: number;
  },
): PacketTable | undefined {
  const kind = KINDS[boxAt(track, 'mdia', 'hdlr')?.toString('latin1', 8, 12) ?? ''];
  const tables = boxAt(track, 'mdia', 'minf', 'stbl');
  const ticksPerSecond = readTimescale(boxAt(track, 'mdia', 'mdhd'));
  if (kind === undefined || tables === undefined || ticksPerSecond === undefined) return undefined;
  if (!isWithinFile(track)) return undefined;
  const found = new Map(boxesIn(tables).map((box) => [box.type, box.content]));
  const sampleEntry = onlyEntry(found.get('stsd'));
  const packets = (kind === 'sound' ? evenSound(found, file) : undefined) ?? readPackets(found, file);
  if (sampleEntry === undefined || packets === undefined) return undefined;
  return {
    kind,
    sampleEntry,
    ticksPerSecond,
    movieTicksPerSecond: file.movieTicksPerSecond,
    ...packets,
    edits: readEdits(boxAt(track, 'edts', 'elst')),
    turned: isTurned(boxAt(track, 'tkhd')),
  };
}

const KINDS: Readonly<Record<string, PacketTable['kind']>> = { vide: 'pictures', soun: 'sound' };

/** Ticks per second of a `mvhd` or `mdhd` box. */
export function readTimescale(header: Buffer | undefined): number | undefined {
  if (header === undefined) return undefined;
  const timescale = unsignedAt(header, header[0] === 1 ? 20 : 12);
  return timescale > 0 ? timescale : undefined;
}

/** A track may say that its packets lie in another file, by name; such a name is never followed. */
function isWithinFile(track: Buffer): boolean {
  const references = boxAt(track, 'mdia', 'minf', 'dinf', 'dref');
  if (references === undefined) return true;
  return boxesIn(references, 8).every(({ content }) => ((content[3] ?? 0) & 1) === 1);
}

function onlyEntry(descriptions: Buffer | undefined): Buffer | undefined {
  if (descriptions === undefined || unsignedAt(descriptions, 4) !== 1) return undefined;
  const size = unsignedAt(descriptions, 8);
  return size >= 16 && 8 + size <= descriptions.length ? descriptions.subarray(8, 8 + size) : undefined;
}

function readPackets(
  found: ReadonlyMap<string, Buffer>,
  file: { readonly sizeBytes: number; readonly mostPackets: number },
): TimedPackets | undefined {
  const sizes = readSizes(found.get('stsz'), file.mostPackets);
  const chunks = sizes === undefined ? undefined : readChunks(found, sizes.length);
  if (sizes === undefined || chunks === undefined) return undefined;
  const offsets = readOffsets(chunks, sizes, file.sizeBytes);
  const timed = readTicks(found.get('stts'), found.get('ctts'), sizes.length);
  if (offsets === undefined || timed === undefined) return undefined;
  return { packets: sizes.length, offsets, sizes, ...timed, sync: readSync(found.get('stss'), sizes.length) };
}

function readSizes(table: Buffer | undefined, mostPackets: number): Uint32Array | undefined {
  if (table === undefined || table.length < 12) return undefined;
  const [same, count] = [table.readUInt32BE(4), table.readUInt32BE(8)];
  if (count > mostPackets) return undefined;
  if (same !== 0) return new Uint32Array(count).fill(same);
  return table.length < 12 + count * 4 ? undefined : numbersOf(table, 12, count);
}

/** Of each packet, from where its chunk begins. */
function readOffsets(
  { offsets, counts }: Chunks,
  sizes: Uint32Array,
  sizeBytes: number,
): Float64Array | undefined {
  const packets = new Float64Array(sizes.length);
  let packet = 0;
  for (let chunk = 0; chunk < offsets.length; chunk += 1) {
    let offset = offsets[chunk] ?? 0;
    for (const end = packet + (counts[chunk] ?? 0); packet < end; packet += 1) {
      packets[packet] = offset;
      offset += sizes[packet] ?? 0;
    }
    if (offset > sizeBytes) return undefined;
  }
  return packets;
}

function readTicks(
  lengths: Buffer | undefined,
  shifts: Buffer | undefined,
  packets: number,
): { readonly ticks: Float64Array; readonly lastDuration: number } | undefined {
  if (lengths === undefined) return undefined;
  const ticks = new Float64Array(packets);
  let [packet, tick, lastDuration] = [0, 0, 0];
  for (const [count, duration] of pairsOf(lengths)) {
    for (let index = 0; index < count && packet < packets; index += 1) {
      ticks[packet] = tick;
      tick += duration;
      lastDuration = duration;
      packet += 1;
    }
  }
  if (packet < packets) return undefined;
  packet = 0;
  for (const [count, shift] of shifts === undefined ? [] : pairsOf(shifts)) {
    // Version 0 has no negative ones, but many write them all the same.
    for (let index = 0; index < count && packet < packets; index += 1) {
      ticks[packet] = (ticks[packet] ?? 0) + (shift | 0);
      packet += 1;
    }
  }
  return { ticks, lastDuration };
}

function readSync(table: Buffer | undefined, packets: number): Uint8Array {
  if (table === undefined) return new Uint8Array(packets).fill(1);
  const sync = new Uint8Array(packets);
  for (const number of numbersOf(table, 8, entryCount(table, 4))) {
    if (number >= 1 && number <= packets) sync[number - 1] = 1;
  }
  return sync;
}

/** By the four numbers of the matrix that turn. */
function isTurned(header: Buffer | undefined): boolean {
  if (header === undefined) return false;
  const at = header[0] === 1 ? 52 : 40;
  const [a, b, c, d] = [0, 4, 12, 16].map((place) => unsignedAt(header, at + place));
  return a !== 0x10000 || b !== 0 || c !== 0 || d !== 0x10000;
}

function readEdits(list: Buffer | undefined): readonly Edit[] {
  if (list === undefined) return [];
  const isLong = list[0] === 1;
  const bytes = isLong ? 20 : 12;
  return Array.from({ length: Math.min(1000, entryCount(list, bytes)) }, (_, index) => {
    const at = 8 + index * bytes;
    return {
      duration: isLong ? Number(list.readBigUInt64BE(at)) : list.readUInt32BE(at),
      mediaTime: isLong ? Number(list.readBigInt64BE(at + 8)) : list.readInt32BE(at + 4),
      rate: list.readInt32BE(at + bytes - 4) / 0x10000,
    };
  });
}
