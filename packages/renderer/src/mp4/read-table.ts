import { type Box, boxAt, boxesIn } from './boxes.ts';
import type { Edit, PacketTable } from './packet-table.ts';

/** Nine hours of pictures at 60 a second, or twelve of sound. */
const MOST_PACKETS = 2_000_000;

/**
 * Reads the tables of one track. Undefined for a track that is none of pictures or sound, and for one whose tables say
 * what no clip needs: packets in other files, several ways of coding, more packets than the file has bytes.
 *
 * @param track - What is in a `trak` box.
 */
export function readTable(
  track: Buffer,
  file: { readonly sizeBytes: number; readonly movieTicksPerSecond: number },
): PacketTable | undefined {
  const kind = KINDS[boxAt(track, 'mdia', 'hdlr')?.toString('latin1', 8, 12) ?? ''];
  const tables = boxAt(track, 'mdia', 'minf', 'stbl');
  const ticksPerSecond = readTimescale(boxAt(track, 'mdia', 'mdhd'));
  if (kind === undefined || tables === undefined || ticksPerSecond === undefined) return undefined;
  if (!isWithinFile(track)) return undefined;
  const found = new Map(boxesIn(tables).map((box) => [box.type, box.content]));
  const sampleEntry = onlyEntry(found.get('stsd'));
  const sizes = readSizes(found.get('stsz'), file.sizeBytes);
  if (sampleEntry === undefined || sizes === undefined) return undefined;
  const offsets = readOffsets(found, sizes, file.sizeBytes);
  const timed = readTicks(found.get('stts'), found.get('ctts'), sizes.length);
  if (offsets === undefined || timed === undefined) return undefined;
  return {
    kind,
    sampleEntry,
    ticksPerSecond,
    movieTicksPerSecond: file.movieTicksPerSecond,
    packets: sizes.length,
    offsets,
    sizes,
    ...timed,
    sync: readSync(found.get('stss'), sizes.length),
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

function readSizes(table: Buffer | undefined, sizeBytes: number): Uint32Array | undefined {
  if (table === undefined || table.length < 12) return undefined;
  const [same, count] = [table.readUInt32BE(4), table.readUInt32BE(8)];
  if (count > MOST_PACKETS || count > sizeBytes) return undefined;
  if (same !== 0) return new Uint32Array(count).fill(same);
  return table.length < 12 + count * 4 ? undefined : numbersOf(table, 12, count);
}

function readOffsets(
  found: ReadonlyMap<string, Box['content']>,
  sizes: Uint32Array,
  sizeBytes: number,
): Float64Array | undefined {
  const chunks = chunkOffsets(found);
  const runs = found.get('stsc');
  if (chunks === undefined || runs === undefined) return undefined;
  const runCount = entryCount(runs, 12);
  const offsets = new Float64Array(sizes.length);
  let packet = 0;
  for (let run = 0; run < runCount && packet < sizes.length; run += 1) {
    const at = 8 + run * 12;
    const first = runs.readUInt32BE(at) - 1;
    const perChunk = runs.readUInt32BE(at + 4);
    const next = run + 1 < runCount ? runs.readUInt32BE(at + 12) - 1 : chunks.length;
    if (first < 0 || next < first || next > chunks.length || runs.readUInt32BE(at + 8) !== 1)
      return undefined;
    for (let chunk = first; chunk < next; chunk += 1) {
      let offset = chunks[chunk] ?? 0;
      for (let index = 0; index < perChunk && packet < sizes.length; index += 1) {
        offsets[packet] = offset;
        offset += sizes[packet] ?? 0;
        if (offset > sizeBytes) return undefined;
        packet += 1;
      }
    }
  }
  return packet === sizes.length ? offsets : undefined;
}

function chunkOffsets(found: ReadonlyMap<string, Buffer>): Float64Array | undefined {
  const short = found.get('stco');
  if (short !== undefined) return Float64Array.from(numbersOf(short, 8, entryCount(short, 4)));
  const long = found.get('co64');
  if (long === undefined) return undefined;
  return Float64Array.from({ length: entryCount(long, 8) }, (_, index) =>
    Number(long.readBigUInt64BE(8 + index * 8)),
  );
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

function* pairsOf(table: Buffer): Generator<readonly [number, number]> {
  const entries = entryCount(table, 8);
  for (let index = 0; index < entries; index += 1) {
    yield [table.readUInt32BE(8 + index * 8), table.readUInt32BE(12 + index * 8)];
  }
}

function numbersOf(table: Buffer, from: number, count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) numbers[index] = table.readUInt32BE(from + index * 4);
  return numbers;
}

/** As many entries as a table says, and no more than it has. */
function entryCount(table: Buffer, entryBytes: number): number {
  return Math.max(0, Math.min(unsignedAt(table, 4), Math.floor((table.length - 8) / entryBytes)));
}

function unsignedAt(bytes: Buffer, at: number): number {
  return at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0;
}
