import { frameOrder } from '../media/frame-order.ts';
import type { PacketTable } from '../mp4/packet-table.ts';
import type { Movie } from '../mp4/read-movie.ts';
import type { FilmStructure } from './structure-findings.ts';

/** Reads from the tables of a film of ours how it is put together. */
export function readStructure({ tables }: Movie): FilmStructure {
  const pictures = tables.find(({ kind }) => kind === 'pictures');
  const sound = tables.find(({ kind }) => kind === 'sound');
  return {
    video: pictures === undefined || pictures.packets === 0 ? undefined : picturesOf(pictures),
    audio: sound === undefined ? undefined : { durationSeconds: secondsOf(sound) },
  };
}

function picturesOf(table: PacketTable): FilmStructure['video'] {
  const { ticks, sync, ticksPerSecond, edits } = table;
  const hidden = edits[0]?.mediaTime ?? 0;
  const coded = Array.from(ticks, (tick, index) => ({ tick: tick - hidden, key: sync[index] === 1 }));
  const order = frameOrder(coded, ticksPerSecond);
  return {
    ...order,
    ticksPerSecond,
    startSeconds: (order.ticks[0] ?? 0) / ticksPerSecond,
    durationSeconds: secondsOf(table),
  };
}

/** By its edit list, which takes away what is decoded before the film begins and after it has ended. */
function secondsOf({ edits, ticks, lastDuration, ticksPerSecond, movieTicksPerSecond }: PacketTable): number {
  if (edits.length > 0) return edits.reduce((sum, { duration }) => sum + duration, 0) / movieTicksPerSecond;
  return (ticks.reduce((last, tick) => Math.max(last, tick), 0) + lastDuration) / ticksPerSecond;
}
