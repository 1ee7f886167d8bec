import { PACKET_SAMPLES } from './chunk.ts';
import { CHANNELS } from './samples.ts';

const BYTES = 3;
const FULL_SCALE = 0x800000;

/** Stereo samples in 24 bits, the high byte first, in as many packets as they fill; the last may be shorter. */
export function pcmPackets(samples: Float32Array): readonly Uint8Array[] {
  const packets: Uint8Array[] = [];
  const length = PACKET_SAMPLES * CHANNELS;
  for (let start = 0; start < samples.length; start += length) {
    packets.push(inBytes(samples.subarray(start, start + length)));
  }
  return packets;
}

function inBytes(samples: Float32Array): Uint8Array {
  const bytes = Buffer.alloc(samples.length * BYTES);
  for (let index = 0; index < samples.length; index += 1) {
    const value = Math.round((samples[index] as number) * FULL_SCALE);
    bytes.writeIntBE(Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, value)), index * BYTES, BYTES);
  }
  return bytes;
}
