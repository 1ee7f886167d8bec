/** Bits of an H.264 parameter set: plain ones with a length, and numbers in Exp-Golomb code. */
type Bits = readonly (readonly [value: number, bits: number] | number)[];

/**
 * An H.264 sequence parameter set (7.3.2.1.1) of the Main profile and the highest level for pictures of any size, as a
 * liar would write it.
 */
export function lyingParameterSet(width: number, height: number): Buffer {
  const [columns, rows] = [Math.ceil(width / 16), Math.ceil(height / 16)];
  const bits: Bits = [
    ...[[77, 8] as const, [0, 8] as const, [62, 8] as const],
    ...[0, 0, 2, 1, [0, 1] as const, columns - 1, rows - 1],
    ...[[1, 1] as const, [1, 1] as const, [0, 1] as const, [0, 1] as const, [1, 1] as const],
  ];
  const text = bits.map((part) => (typeof part === 'number' ? golomb(part) : plain(...part))).join('');
  const padded = text.padEnd(Math.ceil(text.length / 8) * 8, '0');
  const bytes = padded.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  return Buffer.from([0x67, ...bytes]);
}

function plain(value: number, bits: number): string {
  return value.toString(2).padStart(bits, '0');
}

function golomb(value: number): string {
  const code = (value + 1).toString(2);
  return code.padStart(code.length * 2 - 1, '0');
}
