import type { PacketTable } from '../mp4/packet-table.ts';
import { PACKET_SAMPLES } from '../sound/chunk.ts';
import { SAMPLES_PER_SECOND } from '../sound/samples.ts';

/** Packets of a film's sound that are listened to on their own, and the film's samples for which they answer. */
export type SoundStretch = {
  /** Packets that are decoded: those of the stretch and, where there are any, a few around them. */
  readonly from: number;
  readonly end: number;
  /** The film's sample that the first of them decodes to; below zero where it leads in. */
  readonly at: number;
  /** The film's samples of the stretch itself. */
  readonly start: number;
  readonly stop: number;
};

/** Eleven seconds, as long as a chunk of the sound is. */
const STRETCH_PACKETS = 512;

/**
 * A stretch ends in the middle of a chunk: what is around it changes less often than it does itself. The first and the
 * last one are up to half as long again instead of being followed, or led, by a half one.
 */
const HALF = STRETCH_PACKETS / 2;

/** One to overlap with, and five in which the weighting of loudness forgets what was before. */
const BEFORE_PACKETS = 6;
/** Until a step of a tenth of a second that begins in the stretch, and the surroundings of a join in it, are over. */
const AFTER_PACKETS = 5;

/**
 * Divides the sound of a film into stretches. Undefined for sound that is not coded as ours is, AAC without gaps: it can
 * only be heard as a whole.
 */
export function soundStretches(table: PacketTable): readonly SoundStretch[] | undefined {
  const hidden = hiddenSamples(table);
  return hidden === undefined ? undefined : divideSound(table.packets, hidden);
}

/** Divides so many packets of AAC, of which so many samples at the beginning are not heard. */
export function divideSound(packets: number, hidden: number): readonly SoundStretch[] {
  const sampleOf = (packet: number): number => Math.max(0, packet * PACKET_SAMPLES - hidden);
  const stretches: SoundStretch[] = [];
  for (let first = 0; first < packets; ) {
    const wanted = first === 0 ? STRETCH_PACKETS + HALF : first + STRETCH_PACKETS;
    const last = packets - wanted < HALF ? packets : wanted;
    const from = Math.max(0, first - BEFORE_PACKETS);
    stretches.push({
      from,
      end: Math.min(packets, last + AFTER_PACKETS),
      at: from * PACKET_SAMPLES - hidden,
      start: sampleOf(first),
      stop: sampleOf(last),
    });
    first = last;
  }
  return stretches;
}

/** What the edit list takes away in front, of packets that follow each other evenly. */
function hiddenSamples({ sampleEntry, ticksPerSecond, ticks, edits }: PacketTable): number | undefined {
  const [edit, ...others] = edits;
  if (sampleEntry.toString('latin1', 4, 8) !== 'mp4a' || ticksPerSecond !== SAMPLES_PER_SECOND)
    return undefined;
  if (edit === undefined || others.length > 0 || edit.rate !== 1) return undefined;
  const hidden = edit.mediaTime;
  if (hidden < 0 || hidden % PACKET_SAMPLES !== 0) return undefined;
  return ticks.every((tick, packet) => tick === packet * PACKET_SAMPLES) ? hidden : undefined;
}
