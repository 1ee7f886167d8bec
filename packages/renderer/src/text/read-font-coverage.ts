import { brotliDecompressSync } from 'node:zlib';

/** Where one table lies in the decompressed data of a WOFF2 file. */
type Table = { readonly known: number; readonly offset: number; readonly length: number };

const SIGNATURE = 0x774f4632;
const HEADER_BYTES = 48;
const CMAP = 0;
const GLYF = 10;
const LOCA = 11;
const ARBITRARY_TAG = 63;

/**
 * The characters a WOFF2 font really has, as code points, read from its `cmap` table. The ranges that a web font's
 * style sheet declares are wider than that, and a character that is missing would be drawn from whatever font the
 * machine happens to have. Throws a RangeError where the bytes are not such a font.
 */
export function readFontCoverage(file: Uint8Array): ReadonlySet<number> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0) !== SIGNATURE) throw new RangeError('The font is not in the WOFF2 format.');
  const { tables, end } = readDirectory(view);
  const cmap = tables.find((table) => table.known === CMAP);
  if (cmap === undefined) throw new RangeError('The font has no table of characters.');
  const data = brotliDecompressSync(file.subarray(end, end + view.getUint32(20)));
  return readCharacters(new DataView(data.buffer, data.byteOffset + cmap.offset, cmap.length));
}

function readDirectory(view: DataView): { readonly tables: readonly Table[]; readonly end: number } {
  const tables: Table[] = [];
  let at = HEADER_BYTES;
  let offset = 0;
  const readLength = (): number => {
    let value = 0;
    for (let byte = 0x80; byte & 0x80; ) {
      byte = view.getUint8(at++);
      value = value * 128 + (byte & 0x7f);
    }
    return value;
  };
  for (let count = view.getUint16(12); count > 0; count--) {
    const flags = view.getUint8(at++);
    const known = flags & 0x3f;
    if (known === ARBITRARY_TAG) at += 4;
    let length = readLength();
    const version = flags >> 6;
    // Only these two tables are stored transformed by default; version 3 means "as it is" for them.
    const transformed = known === GLYF || known === LOCA ? version !== 3 : version !== 0;
    if (transformed) length = readLength();
    tables.push({ known, offset, length });
    offset += length;
  }
  return { tables, end: at };
}

function readCharacters(cmap: DataView): ReadonlySet<number> {
  const characters = new Set<number>();
  for (let index = 0; index < cmap.getUint16(2); index++) {
    const offset = cmap.getUint32(4 + index * 8 + 4);
    const subtable = new DataView(cmap.buffer, cmap.byteOffset + offset, cmap.byteLength - offset);
    const format = subtable.getUint16(0);
    if (format === 4) readFormat4(subtable, characters);
    if (format === 12) readFormat12(subtable, characters);
  }
  return characters;
}

function readFormat4(table: DataView, into: Set<number>): void {
  const doubled = table.getUint16(6);
  const ends = 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const offsets = deltas + doubled;
  for (let at = 0; at < doubled; at += 2) {
    const last = table.getUint16(ends + at);
    const first = table.getUint16(starts + at);
    const rangeOffset = table.getUint16(offsets + at);
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const glyph =
        rangeOffset === 0
          ? (code + table.getUint16(deltas + at)) & 0xffff
          : table.getUint16(offsets + at + rangeOffset + (code - first) * 2);
      if (glyph !== 0) into.add(code);
    }
  }
}

function readFormat12(table: DataView, into: Set<number>): void {
  for (let group = 0; group < table.getUint32(12); group++) {
    const first = table.getUint32(16 + group * 12);
    const last = table.getUint32(20 + group * 12);
    const glyph = table.getUint32(24 + group * 12);
    for (let code = first; code <= last; code++) if (glyph + (code - first) !== 0) into.add(code);
  }
}
