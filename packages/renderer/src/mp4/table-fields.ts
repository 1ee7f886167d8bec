/** Counts and values that a table has in pairs, as far as it goes. */
export function* pairsOf(table: Buffer): Generator<readonly [number, number]> {
  const entries = entryCount(table, 8);
  for (let index = 0; index < entries; index += 1) {
    yield [table.readUInt32BE(8 + index * 8), table.readUInt32BE(12 + index * 8)];
  }
}

/** Numbers of 32 bits that follow each other in a table that has them. */
export function numbersOf(table: Buffer, from: number, count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) numbers[index] = table.readUInt32BE(from + index * 4);
  return numbers;
}

/** As many entries as a table says, and no more than it has. */
export function entryCount(table: Buffer, entryBytes: number): number {
  return Math.max(0, Math.min(unsignedAt(table, 4), Math.floor((table.length - 8) / entryBytes)));
}

/** Zero where the bytes end before it. */
export function unsignedAt(bytes: Buffer, at: number): number {
  return at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0;
}
