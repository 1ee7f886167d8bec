import type { PacketTable } from './packet-table.ts';
import { readChunks } from './read-chunks.ts';
import { entryCount, unsignedAt } from './table-fields.ts';

/** The packets of a track, where they lie and when they are shown or heard. */
export type TimedPackets = Pick<
  PacketTable,
  'packets' | 'offsets' | 'sizes' | 'ticks' | 'lastDuration' | 'sync'
>;

/**
 * Sound that is not compressed counts every moment as a packet of its own, millions in a minute; of it a chunk is taken
 * for a packet. Undefined for any other, and where the file has no room for it.
 *
 * @param found - The tables of the track, by their names.
 */
export function evenSound(
  found: ReadonlyMap<string, Buffer>,
  file: { readonly sizeBytes: number; readonly mostPackets: number },
): TimedPackets | undefined {
  const sizeTable = found.get('stsz') ?? NONE;
  const lengths = found.get('stts') ?? NONE;
  const [size, samples] = [unsignedAt(sizeTable, 4), unsignedAt(sizeTable, 8)];
  if (size === 0 || size * samples > file.sizeBytes || found.has('ctts')) return undefined;
  if (entryCount(lengths, 8) !== 1 || unsignedAt(lengths, 8) < samples) return undefined;
  const duration = unsignedAt(lengths, 12);
  const chunks = readChunks(found, samples);
  if (chunks === undefined || chunks.offsets.length > file.mostPackets) return undefined;
  const { offsets, counts } = chunks;
  const packets = offsets.length;
  const sizes = counts.map((count) => count * size);
  if (offsets.some((offset, chunk) => offset + (sizes[chunk] ?? 0) > file.sizeBytes)) return undefined;
  const ticks = new Float64Array(packets);
  for (let chunk = 1; chunk < packets; chunk += 1) {
    ticks[chunk] = (ticks[chunk - 1] ?? 0) + (counts[chunk - 1] ?? 0) * duration;
  }
  const lastDuration = (counts.at(-1) ?? 0) * duration;
  return { packets, offsets, sizes, ticks, lastDuration, sync: new Uint8Array(packets).fill(1) };
}

const NONE = Buffer.alloc(0);
