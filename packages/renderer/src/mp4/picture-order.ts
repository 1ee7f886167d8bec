import type { PacketTable } from './packet-table.ts';

/** In which order the pictures of a track are shown, and where it can be cut without decoding. */
export type PictureOrder = {
  /** Of each picture, in the order of decoding, its place in the order of showing, from 0. */
  readonly places: Int32Array;
  /** One where all that is decoded before is shown before all that is decoded from here on; one longer than the pictures. */
  readonly cuts: Uint8Array;
  /** By how many places a picture is decoded later than it is shown, at most. */
  readonly reorder: number;
  /** From one picture to the next, in ticks; undefined for a single picture. */
  readonly step: number | undefined;
};

/**
 * Works out the order of showing. Undefined where it cannot be told from the tables alone: two pictures at one moment,
 * pictures at uneven distances, an edit list that hides some, shows some twice or at another speed.
 */
export function pictureOrder(table: PacketTable): PictureOrder | undefined {
  const { ticks, packets } = table;
  const shown = Float64Array.from(ticks).sort();
  const first = shown[0];
  if (first === undefined || !showsAllOf(table, first, (shown[packets - 1] ?? 0) - first)) return undefined;
  const step = (shown[1] ?? first + 1) - first;
  if (step <= 0) return undefined;
  const places = new Int32Array(packets);
  const cuts = new Uint8Array(packets + 1);
  cuts[0] = 1;
  let [reorder, last] = [0, -1];
  for (let index = 0; index < packets; index += 1) {
    const place = ((ticks[index] ?? 0) - first) / step;
    if (shown[index] !== first + index * step) return undefined;
    places[index] = place;
    reorder = Math.max(reorder, index - place);
    last = Math.max(last, place);
    if (last === index) cuts[index + 1] = 1;
  }
  return { places, cuts, reorder, step: packets === 1 ? undefined : step };
}

/** However many cuts there are: all pictures are shown, one after the other, where each goes on from the one before. */
function showsAllOf({ edits, lastDuration, ...table }: PacketTable, first: number, length: number): boolean {
  // What is empty only delays the first of them.
  const shown = edits.slice(edits.findIndex(({ mediaTime }) => mediaTime !== -1));
  if (edits.length === 0) return true;
  const ticksPerMovieTick = table.ticksPerSecond / table.movieTicksPerSecond;
  const step = length === 0 ? lastDuration : length / (table.packets - 1);
  // Movie clocks round, but not by half a picture: an edit that ends sooner hides the last one.
  const goesOn = (at: number, end: number): boolean =>
    Math.abs(at - end) <= Math.min(ticksPerMovieTick, step / 2);
  let end = first;
  for (const [index, { duration, mediaTime, rate }] of shown.entries()) {
    if (rate !== 1 || (index === 0 ? mediaTime !== first : !goesOn(mediaTime, end))) return false;
    end = mediaTime + duration * ticksPerMovieTick;
  }
  return end > first + length + lastDuration / 2;
}
