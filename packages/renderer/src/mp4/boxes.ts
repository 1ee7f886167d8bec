/** A box of an MP4 file (ISO/IEC 14496-12): its four letters and what is in it, without its header. */
export type Box = { readonly type: string; readonly content: Buffer };

/** No real box has as many in it, and each takes more memory than it has bytes. */
const MOST_BOXES = 4096;

/** The boxes that lie in some bytes, as far as they are whole and not too many for any film. */
export function boxesIn(bytes: Buffer, from = 0): readonly Box[] {
  const boxes: Box[] = [];
  for (let start = from; boxes.length < MOST_BOXES && start + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(start);
    if (size < 8 || start + size > bytes.length) break;
    boxes.push({
      type: bytes.toString('latin1', start + 4, start + 8),
      content: bytes.subarray(start + 8, start + size),
    });
    start += size;
  }
  return boxes;
}

/** What is in the first box that a path of four-letter names leads to. */
export function boxAt(bytes: Buffer, ...path: readonly string[]): Buffer | undefined {
  let content: Buffer | undefined = bytes;
  for (const type of path) {
    content = content === undefined ? undefined : boxesIn(content).find((box) => box.type === type)?.content;
  }
  return content;
}

/** Makes a box. */
export function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([uint32(size), Buffer.from(type, 'latin1'), ...parts], size);
}

/** Makes a box with a version and flags. */
export function fullBox(
  type: string,
  version: number,
  flags: number,
  ...parts: readonly Uint8Array[]
): Buffer {
  return box(type, uint32(version * 0x1000000 + flags), ...parts);
}

/** Whole numbers of 16 bits, the high byte first. */
export function uint16(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 2);
  numbers.forEach((number, index) => void bytes.writeUInt16BE(number, index * 2));
  return bytes;
}

/** Whole numbers of 32 bits, the high byte first; negative ones as their complement. */
export function uint32(...numbers: readonly number[]): Buffer {
  return uint32Table(numbers.length, (index) => numbers[index] ?? 0);
}

/** Many numbers of 32 bits without a list of them. */
export function uint32Table(length: number, numberAt: (index: number) => number): Buffer {
  const bytes = Buffer.allocUnsafe(length * 4);
  for (let index = 0; index < length; index += 1) bytes.writeUInt32BE(numberAt(index) >>> 0, index * 4);
  return bytes;
}

/** Many numbers of 64 bits, none above 2^53. */
export function uint64Table(length: number, numberAt: (index: number) => number): Buffer {
  const bytes = Buffer.allocUnsafe(length * 8);
  for (let index = 0; index < length; index += 1) {
    const number = numberAt(index);
    bytes.writeUInt32BE(Math.floor(number / 0x100000000), index * 8);
    bytes.writeUInt32BE(number % 0x100000000, index * 8 + 4);
  }
  return bytes;
}
