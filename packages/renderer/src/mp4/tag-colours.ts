import { createBitReader } from '../media/bit-reader.ts';
import { skipToUsability, withoutEmulation } from '../media/read-sps.ts';

const EXTENDED_ASPECT = 255;
const ANY_FORMAT = 5;
const BT709 = 1;

/**
 * Writes into an H.264 sequence parameter set that its pictures have the colours of BT.709 in television's range; all
 * else in it, and the pictures themselves, stay as they are. Undefined for a set that cannot be read.
 *
 * @param set - One whole unit, its header included.
 */
export function tagColours(set: Uint8Array): Uint8Array | undefined {
  const plain = withoutEmulation(set);
  try {
    const bits = createBitReader(plain.subarray(1));
    skipToUsability(bits);
    const out = createBitWriter();
    const place = bits.position();
    copyBits(plain.subarray(1), 0, place, out);
    out.write(1, 1);
    if (bits.flag()) {
      copyUsability(bits, out);
      copyBits(plain.subarray(1), bits.position(), endOf(plain.subarray(1)), out);
    } else {
      // No shape of pixels, no overscan, then the colours, and six times nothing.
      out.write(0, 2);
      writeColours(ANY_FORMAT, out);
      out.write(0, 6);
    }
    return Uint8Array.of(set[0] ?? 0, ...withEmulation(out.end()));
  } catch (problem) {
    if (problem instanceof RangeError) return undefined;
    throw problem;
  }
}

/** Up to and over the colours, which are replaced. */
function copyUsability(bits: ReturnType<typeof createBitReader>, out: BitWriter): void {
  const pass = (count: number): number => {
    const value = bits.unsigned(count);
    out.write(value, count);
    return value;
  };
  if (pass(1) === 1 && pass(8) === EXTENDED_ASPECT) pass(32);
  if (pass(1) === 1) pass(1);
  let format = ANY_FORMAT;
  if (bits.flag()) {
    format = bits.unsigned(3);
    bits.skip(1);
    if (bits.flag()) bits.skip(24);
  }
  writeColours(format, out);
}

function writeColours(format: number, out: BitWriter): void {
  out.write(1, 1);
  out.write(format, 3);
  out.write(0, 1);
  out.write(1, 1);
  for (let code = 0; code < 3; code += 1) out.write(BT709, 8);
}

/** Where the bits end: at the last one that is set, which ends every set. */
function endOf(bytes: Uint8Array): number {
  let last = bytes.length - 1;
  while (last >= 0 && bytes[last] === 0) last -= 1;
  const byte = bytes[last] ?? 1;
  return last * 8 + 7 - Math.log2(byte & -byte);
}

function copyBits(bytes: Uint8Array, from: number, end: number, out: BitWriter): void {
  for (let at = from; at < end; at += 1) out.write(((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1, 1);
}

type BitWriter = { write(value: number, count: number): void; end(): Uint8Array };

function createBitWriter(): BitWriter {
  const bytes: number[] = [];
  let count = 0;
  const write = (value: number, length: number): void => {
    for (let bit = length - 1; bit >= 0; bit -= 1) {
      if (count % 8 === 0) bytes.push(0);
      const at = bytes.length - 1;
      bytes[at] = (bytes[at] ?? 0) | ((Math.floor(value / 2 ** bit) & 1) << (7 - (count % 8)));
      count += 1;
    }
  };
  return {
    write,
    end: () => {
      write(1, 1);
      return Uint8Array.from(bytes);
    },
  };
}

/** Two zero bytes are followed by a three wherever the next byte could be taken for the start of a unit. */
function withEmulation(bytes: Uint8Array): readonly number[] {
  const out: number[] = [];
  for (const byte of bytes) {
    if (byte <= 3 && out.at(-1) === 0 && out.at(-2) === 0) out.push(3);
    out.push(byte);
  }
  return out;
}
