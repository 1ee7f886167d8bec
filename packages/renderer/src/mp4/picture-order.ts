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

function showsAllOf({ edits, lastDuration, ...table }: PacketTable, first: number, length: number): boolean {
  const shown = edits.filter(({ mediaTime }) => mediaTime !== -1);
  const [edit] = shown;
  if (edit === undefined) return edits.length === 0;
  if (shown.length > 1 || edit.rate !== 1 || edit.mediaTime !== first || edits.at(-1) !== edit) return false;
  const seconds = edit.duration / table.movieTicksPerSecond;
  // Movie clocks round, but not by half a picture: an edit that ends sooner hides the last one.
  return edit.duration === 0 || seconds * table.ticksPerSecond > length + lastDuration / 2;
}
