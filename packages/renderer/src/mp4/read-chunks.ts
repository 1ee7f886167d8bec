import { entryCount, numbersOf } from './table-fields.ts';

/** Samples of one track that lie behind each other. */
export type Chunks = {
  /** Where each begins, from the file's start, in bytes. */
  readonly offsets: Float64Array;
  /** How many samples each has. */
  readonly counts: Uint32Array;
};

/**
 * Reads where the chunks of a track lie; undefined where they do not hold all of its samples.
 *
 * @param found - The tables of the track, by their names.
 */
export function readChunks(found: ReadonlyMap<string, Buffer>, samples: number): Chunks | undefined {
  const offsets = chunkOffsets(found);
  const runs = found.get('stsc');
  if (offsets === undefined || runs === undefined) return undefined;
  const runCount = entryCount(runs, 12);
  const counts = new Uint32Array(offsets.length);
  let left = samples;
  let used = 0;
  for (let run = 0; run < runCount && left > 0; run += 1) {
    const at = 8 + run * 12;
    const first = runs.readUInt32BE(at) - 1;
    const each = runs.readUInt32BE(at + 4);
    const next = run + 1 < runCount ? runs.readUInt32BE(at + 12) - 1 : offsets.length;
    if (first < used || next < first || next > offsets.length || runs.readUInt32BE(at + 8) !== 1)
      return undefined;
    for (used = first; used < next && left > 0; used += 1) {
      counts[used] = Math.min(each, left);
      left -= Math.min(each, left);
    }
  }
  return left === 0 ? { offsets: offsets.subarray(0, used), counts: counts.subarray(0, used) } : undefined;
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
