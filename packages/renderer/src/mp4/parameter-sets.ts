/** What a decoder of H.264 or HEVC is told before the pictures. */
export type ParameterSets = {
  /** Bytes that say how long each unit of a packet is. */
  readonly lengthBytes: number;
  /** The sets' units, in the order in which they are to be given. */
  readonly units: readonly Uint8Array[];
};

const SPS = 33;
const PPS = 34;
const VPS = 32;

/** Reads the sets of an `avcC` box (ISO/IEC 14496-15 5.3.3.1); undefined when it is not whole. */
export function readAvcSets(configuration: Buffer): ParameterSets | undefined {
  const read = createReader(configuration, 5);
  try {
    const sequence = read.units(read.byte() & 0x1f);
    const picture = read.units(read.byte());
    if (sequence.length === 0 || picture.length === 0) return undefined;
    return { lengthBytes: ((configuration[4] ?? 0) & 3) + 1, units: [...sequence, ...picture] };
  } catch (problem) {
    if (problem instanceof RangeError) return undefined;
    throw problem;
  }
}

/** Reads the sets of an `hvcC` box (ISO/IEC 14496-15 8.3.3.1); undefined when it is not whole or has not all of them. */
export function readHevcSets(configuration: Buffer): ParameterSets | undefined {
  const read = createReader(configuration, 22);
  try {
    const units: Uint8Array[] = [];
    const kinds = new Set<number>();
    for (let arrays = read.byte(); arrays > 0; arrays -= 1) {
      const kind = read.byte() & 0x3f;
      const found = read.units(read.byte() * 256 + read.byte());
      if (kind < VPS || kind > PPS) continue;
      kinds.add(kind);
      units.push(...found);
    }
    if (![VPS, SPS, PPS].every((kind) => kinds.has(kind))) return undefined;
    return { lengthBytes: ((configuration[21] ?? 0) & 3) + 1, units };
  } catch (problem) {
    if (problem instanceof RangeError) return undefined;
    throw problem;
  }
}

/** Whether two lists of units are the same bytes. */
export function areSameUnits(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((unit, index) => Buffer.compare(unit, b[index] ?? NOTHING) === 0);
}

const NOTHING = new Uint8Array();

/** The units as they stand in a packet: each after its length, in four bytes. */
export function unitsInBand(units: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    units.flatMap((unit) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(unit.length);
      return [length, unit];
    }),
  );
}

function createReader(bytes: Buffer, from: number) {
  let position = from;
  const byte = (): number => bytes.readUInt8(position++);
  return {
    byte,
    units: (count: number): readonly Uint8Array[] =>
      Array.from({ length: count }, () => {
        const length = byte() * 256 + byte();
        const unit = bytes.subarray(position, position + length);
        if (length === 0 || unit.length < length) throw new RangeError('A unit ends too early.');
        position += length;
        return unit;
      }),
  };
}
