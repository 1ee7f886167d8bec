import { StoryboardError } from '@storyboard/core';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { CHANNELS } from './samples.ts';
import { decodeCommand, encodeCommand } from './sound-command.ts';

/** How ffmpeg is run for a stretch of sound. */
export type SoundRun = {
  readonly ffmpeg: string;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Takes what ffmpeg writes to its log. */
  readonly onLog?: (chunk: Uint8Array) => void;
};

const HEADER_BYTES = 7;
/** Of the film's AAC track. */
const BITS_PER_SECOND = 192_000;

/** Encodes stereo samples as AAC and gives its packets, the first of them one that leads in. */
export async function encodePackets(samples: Float32Array, run: SoundRun): Promise<readonly Uint8Array[]> {
  const stream = await throughFfmpeg(
    encodeCommand(BITS_PER_SECOND),
    new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
    run,
  );
  return packetsIn(stream);
}

/** Decodes packets of AAC to stereo samples; the first 1024 lead in. */
export async function decodePackets(packets: readonly Uint8Array[], run: SoundRun): Promise<Float32Array> {
  const stream = Buffer.concat(packets.flatMap((packet) => [headerOf(packet.length), packet]));
  const bytes = await throughFfmpeg(decodeCommand(), stream, run);
  const length = Math.floor(bytes.length / 8) * CHANNELS;
  const isAligned = bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0;
  const whole = isAligned ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  return new Float32Array(whole.buffer, whole.byteOffset, length);
}

async function throughFfmpeg(args: readonly string[], input: Uint8Array, run: SoundRun): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  await runFfmpeg({ ...run, args, input: [input], onOutput: (part) => void parts.push(part) });
  return Buffer.concat(parts);
}

/** Splits a stream of AAC into its packets, each without the header that stands before it (ISO/IEC 13818-7, 6.2). */
export function packetsIn(stream: Buffer): readonly Uint8Array[] {
  const packets: Uint8Array[] = [];
  for (let start = 0; start < stream.length; ) {
    const length =
      start + HEADER_BYTES <= stream.length ? (stream.readUInt32BE(start + 3) >>> 13) & 0x1fff : 0;
    const isSync = (stream[start] ?? 0) === 0xff && ((stream[start + 1] ?? 0) & 0xf7) === 0xf1;
    if (!isSync || length < HEADER_BYTES || start + length > stream.length) {
      throw new StoryboardError('assembly-failed', 'The sound was not encoded as it should be.');
    }
    packets.push(stream.subarray(start + HEADER_BYTES, start + length));
    start += length;
  }
  return packets;
}

/** Of AAC at 48 kHz, stereo, for a packet of so many bytes. */
function headerOf(bytes: number): Buffer {
  const length = bytes + HEADER_BYTES;
  const header = Buffer.from([0xff, 0xf1, 0x4c, 0x80, 0, 0x1f, 0xfc]);
  header[3] = 0x80 | (length >> 11);
  header[4] = (length >> 3) & 0xff;
  header[5] = ((length & 7) << 5) | 0x1f;
  return header;
}
