import { LIMIT_REACH } from './limit.ts';
import { STEP_SAMPLES } from './sound-steps.ts';

/** Samples of one packet, as AAC has them. */
export const PACKET_SAMPLES = 1024;

/** What an AAC decoder gives before the first sample. */
export const PRIMING_PACKETS = 1;

/** Eleven seconds: a changed shot costs one or two of them, and what is encoded beside them is an eighth. */
const CHUNK_PACKETS = 512;

/**
 * Packets that are encoded before a chunk and thrown away. An encoder's windows are those of an unbroken encode after
 * three packets; its rate needs some thirty to settle.
 */
export const WARM_UP_PACKETS = 64;

/** And after it: it looks one packet ahead, and the loudness of a step is measured whole. */
const AFTER_PACKETS = 8;

/** A stretch of the film's sound that is mixed and encoded on its own. All places are samples of the film. */
export type Chunk = {
  readonly firstPacket: number;
  readonly packets: number;
  /** What it answers for. */
  readonly start: number;
  readonly end: number;
  /** What is encoded, so that its packets are those of an unbroken encode. */
  readonly encodeStart: number;
  readonly encodeEnd: number;
  /** What is mixed, so that all of that is right. */
  readonly mixStart: number;
  readonly mixEnd: number;
};

/**
 * Cuts a film of so many samples into chunks, whose packets together are all of its packets.
 *
 * @param priming - How many packets there are more than the samples fill.
 * @param length - Of a chunk, in packets.
 */
export function cutChunks(samples: number, priming: number, length = CHUNK_PACKETS): readonly Chunk[] {
  const packets = Math.ceil(samples / PACKET_SAMPLES) + priming;
  const chunks: Chunk[] = [];
  for (let firstPacket = 0; firstPacket < packets; firstPacket += length) {
    const endPacket = Math.min(packets, firstPacket + length);
    const within = (packet: number): number => Math.min(samples, Math.max(0, packet * PACKET_SAMPLES));
    const encodeStart = within(firstPacket - WARM_UP_PACKETS);
    const encodeEnd = within(endPacket + AFTER_PACKETS);
    chunks.push({
      firstPacket,
      packets: endPacket - firstPacket,
      start: within(firstPacket),
      end: within(endPacket),
      encodeStart,
      encodeEnd,
      mixStart: within(encodeStart / PACKET_SAMPLES - Math.ceil(LIMIT_REACH.before / PACKET_SAMPLES)),
      mixEnd: Math.min(samples, encodeEnd + Math.max(LIMIT_REACH.after, STEP_SAMPLES)),
    });
  }
  return chunks;
}
