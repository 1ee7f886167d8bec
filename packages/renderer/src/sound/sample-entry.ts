import { box, fullBox, uint16, uint32 } from '../mp4/boxes.ts';
import { CHANNELS, SAMPLES_PER_SECOND } from './samples.ts';

/** AAC-LC, 48 kHz, stereo, and that nothing is added to it above. */
const AAC_CONFIGURATION = Buffer.from([0x11, 0x90, 0x56, 0xe5, 0x00]);

/** Describes the packets of an AAC track (ISO/IEC 14496-1 and -14). */
export function aacEntry(track: {
  readonly bytes: number;
  readonly seconds: number;
  readonly largest: number;
}): Buffer {
  const average = Math.round((track.bytes * 8) / track.seconds);
  const decoder = Buffer.concat([
    Buffer.from([0x40, 0x15]),
    uint32(track.largest).subarray(1),
    uint32(average, average),
    descriptor(0x05, AAC_CONFIGURATION),
  ]);
  const stream = Buffer.concat([
    uint16(0),
    Buffer.from([0]),
    descriptor(0x04, decoder),
    descriptor(0x06, Buffer.of(2)),
  ]);
  return box('mp4a', soundFields(16), fullBox('esds', 0, 0, descriptor(0x03, stream)));
}

/** Describes uncompressed samples of 24 bits, the high byte first, for QuickTime. */
export function pcmEntry(): Buffer {
  return box('in24', soundFields(24), box('chan', uint32(0, STEREO, 0, 0)));
}

/** Left and right, by the number that QuickTime gives the layout. */
const STEREO = 0x650002;

function soundFields(bits: number): Buffer {
  return Buffer.concat([
    ...[uint32(0), uint16(0, 1), uint32(0, 0)],
    ...[uint16(CHANNELS, bits, 0, 0), uint32(SAMPLES_PER_SECOND * 0x10000)],
  ]);
}

function descriptor(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x80, 0x80, 0x80, content.length]), content]);
}
