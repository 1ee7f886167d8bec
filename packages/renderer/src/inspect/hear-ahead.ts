import { runPool } from '../assemble/run-pool.ts';
import type { PacketRun } from '../mp4/film-tracks.ts';
import { PACKET_SAMPLES, PRIMING_PACKETS } from '../sound/chunk.ts';
import type { Checking } from './check-film.ts';
import type { Cut } from './cut.ts';
import { hearStretch, soundJoins } from './hear-stretch.ts';
import { packetsOfRuns } from './packet-source.ts';
import { divideSound } from './sound-stretches.ts';

/** A part of a film's AAC; without its packets while it is not made. */
export type SoundPart = {
  readonly packets: number;
  readonly run: PacketRun | undefined;
  /** Whether it may not have been heard yet. */
  readonly isNew: boolean;
};

/** Stretches whose packets are read at a time; how many are decoded is for the cache to say. */
const READ_AT_ONCE = 4;

/**
 * Listens to what is new in a film's sound as soon as it is made: what was heard is held when the film is checked. What
 * goes wrong is met again there.
 */
export async function hearAhead(
  parts: readonly SoundPart[],
  cut: Pick<Cut, 'clips' | 'frameRate'>,
  checking: Pick<Checking, 'cache' | 'ffmpeg' | 'signal'>,
): Promise<void> {
  const joins = soundJoins(cut);
  const ready = stretchesOf(parts).filter(
    ({ touched }) => touched.every(({ run }) => run !== undefined) && touched.some(({ isNew }) => isNew),
  );
  await runPool(ready, READ_AT_ONCE, checking.signal, async ({ stretch, touched }, own) => {
    const first = touched[0]?.from ?? 0;
    const read = packetsOfRuns(touched.flatMap(({ run }) => run ?? []));
    const moved = (from: number, end: number) => read(from - first, end - first);
    await hearStretch(stretch, moved, joins, { ...checking, signal: own }).catch(() => undefined);
  });
}

/** Every stretch with the parts that its packets are in. */
function stretchesOf(parts: readonly SoundPart[]) {
  let packets = 0;
  const placed = parts.map((part) => {
    packets += part.packets;
    return { ...part, from: packets - part.packets, end: packets };
  });
  return divideSound(packets, PRIMING_PACKETS * PACKET_SAMPLES).map((stretch) => ({
    stretch,
    touched: placed.filter(({ from, end }) => end > stretch.from && from < stretch.end),
  }));
}
