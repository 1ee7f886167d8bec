/** Reads bits from the front; throws a RangeError where they end. */
export type BitReader = {
  /** How many bits were read. */
  readonly position: () => number;
  readonly unsigned: (count: number) => number;
  /** A number of few bits where it is small (ITU-T H.264 9.1). */
  readonly golomb: () => number;
  readonly signedGolomb: () => number;
  readonly flag: () => boolean;
  readonly skip: (count: number) => void;
};

/** Opens bytes for reading them bit by bit. */
export function createBitReader(bytes: Uint8Array): BitReader {
  let position = 0;
  const bit = (): number => {
    const byte = bytes[position >> 3];
    if (byte === undefined) throw new RangeError('The parameter set ends too early.');
    const value = (byte >> (7 - (position & 7))) & 1;
    position += 1;
    return value;
  };
  const unsigned = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index += 1) value = value * 2 + bit();
    return value;
  };
  const golomb = (): number => {
    let zeros = 0;
    while (bit() === 0) zeros += 1;
    return 2 ** zeros - 1 + unsigned(zeros);
  };
  return {
    position: () => position,
    unsigned,
    golomb,
    signedGolomb: () => {
      const code = golomb();
      return code % 2 === 0 ? -code / 2 : (code + 1) / 2;
    },
    flag: () => bit() === 1,
    skip: (count) => void unsigned(count),
  };
}
