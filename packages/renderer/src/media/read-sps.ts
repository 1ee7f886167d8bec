import { type BitReader, createBitReader } from './bit-reader.ts';

/** Colour codes of ISO/IEC 23091-2; 2 is "not said". */
export type ColourCodes = {
  readonly primaries: number;
  readonly transfer: number;
  readonly matrix: number;
};

/** What an H.264 sequence parameter set says about the pictures; `level` is ten times the level's number. */
export type SequenceParameters = {
  readonly profile: number;
  readonly level: number;
  readonly chroma: '4:0:0' | '4:2:0' | '4:2:2' | '4:4:4';
  readonly bitDepth: number;
  readonly interlaced: boolean;
  /** Of its pictures as they come out of a decoder. */
  readonly size: { readonly width: number; readonly height: number };
  /** Width to height of one pixel; undefined where it is not said, which means square. */
  readonly pixelAspect: { readonly width: number; readonly height: number } | undefined;
  readonly fullRange: boolean;
  readonly colour: ColourCodes;
};

const CHROMA = ['4:0:0', '4:2:0', '4:2:2', '4:4:4'] as const;
/** Profiles whose parameter sets say chroma format and bit depth; in all others it is 4:2:0 with 8 bits. */
const HIGH_PROFILES = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
/** Pixels on each side of the blocks that a set counts in. */
const MACROBLOCK = 16;
const EXTENDED_ASPECT = 255;
/** Table E-1 of ITU-T H.264. */
const ASPECTS = [
  [1, 1],
  [12, 11],
  [10, 11],
  [16, 11],
  [40, 33],
  [24, 11],
  [20, 11],
  [32, 11],
  [80, 33],
  [18, 11],
  [15, 11],
  [64, 33],
  [160, 99],
  [4, 3],
  [3, 2],
  [2, 1],
] as const;
const NOT_SAID: ColourCodes = { primaries: 2, transfer: 2, matrix: 2 };

/**
 * Reads the first sequence parameter set of an MP4 file's decoder configuration (`avcC`, ISO/IEC 14496-15 5.3.3; the
 * set itself is ITU-T H.264 7.3.2.1.1). Undefined when there is none or it ends too early.
 */
export function readSps(configuration: Uint8Array): SequenceParameters | undefined {
  const count = (configuration[5] ?? 0) & 0x1f;
  const length = ((configuration[6] ?? 0) << 8) | (configuration[7] ?? 0);
  const set = configuration.subarray(8, 8 + length);
  if (count === 0 || length < 4 || set.length < length) return undefined;
  try {
    return parse(createBitReader(withoutEmulation(set.subarray(1))));
  } catch (problem) {
    if (problem instanceof RangeError) return undefined;
    throw problem;
  }
}

/** Reads a set up to the part that says how its pictures are to be shown (Annex E), and leaves the reader there. */
export function skipToUsability(bits: BitReader): void {
  parseStream(bits);
}

function parse(bits: BitReader): SequenceParameters {
  return { ...parseStream(bits), ...parseUsability(bits) };
}

function parseStream(
  bits: BitReader,
): Pick<SequenceParameters, 'profile' | 'level' | 'chroma' | 'bitDepth' | 'interlaced' | 'size'> {
  const profile = bits.unsigned(8);
  bits.skip(8);
  const level = bits.unsigned(8);
  bits.golomb();
  const { chroma, bitDepth } = HIGH_PROFILES.has(profile)
    ? parseSamples(bits)
    : { chroma: '4:2:0' as const, bitDepth: 8 };
  bits.golomb();
  parseOrderCount(bits);
  bits.golomb();
  bits.skip(1);
  const [columns, rows] = [bits.golomb() + 1, bits.golomb() + 1];
  const interlaced = !bits.flag();
  if (interlaced) bits.skip(1);
  bits.skip(1);
  const [left, right, top, bottom] = bits.flag()
    ? [bits.golomb(), bits.golomb(), bits.golomb(), bits.golomb()]
    : [0, 0, 0, 0];
  const fields = interlaced ? 2 : 1;
  const across = chroma === '4:2:0' || chroma === '4:2:2' ? 2 : 1;
  const down = (chroma === '4:2:0' ? 2 : 1) * fields;
  const size = {
    width: columns * MACROBLOCK - (left + right) * across,
    height: rows * MACROBLOCK * fields - (top + bottom) * down,
  };
  return { profile, level, chroma, bitDepth, interlaced, size };
}

function parseSamples(bits: BitReader): Pick<SequenceParameters, 'chroma' | 'bitDepth'> {
  const format = bits.golomb();
  if (format === 3) bits.skip(1);
  const bitDepth = 8 + Math.max(bits.golomb(), bits.golomb());
  bits.skip(1);
  if (bits.flag()) {
    for (let list = 0; list < (format === 3 ? 12 : 8); list += 1) {
      if (bits.flag()) skipScalingList(bits, list < 6 ? 16 : 64);
    }
  }
  const chroma = CHROMA[format];
  if (chroma === undefined) throw new RangeError('No such chroma format.');
  return { chroma, bitDepth };
}

function skipScalingList(bits: BitReader, size: number): void {
  let last = 8;
  for (let index = 0; index < size; index += 1) {
    const next = (last + bits.signedGolomb() + 256) % 256;
    if (next === 0) return;
    last = next;
  }
}

function parseOrderCount(bits: BitReader): void {
  const type = bits.golomb();
  if (type === 0) bits.golomb();
  if (type !== 1) return;
  bits.skip(1);
  bits.golomb();
  bits.golomb();
  const cycle = bits.golomb();
  for (let index = 0; index < cycle; index += 1) bits.golomb();
}

function parseUsability(bits: BitReader): Pick<SequenceParameters, 'pixelAspect' | 'fullRange' | 'colour'> {
  if (!bits.flag()) return { pixelAspect: undefined, fullRange: false, colour: NOT_SAID };
  const pixelAspect = bits.flag() ? parseAspect(bits) : undefined;
  if (bits.flag()) bits.skip(1);
  if (!bits.flag()) return { pixelAspect, fullRange: false, colour: NOT_SAID };
  bits.skip(3);
  const fullRange = bits.flag();
  const colour = bits.flag()
    ? { primaries: bits.unsigned(8), transfer: bits.unsigned(8), matrix: bits.unsigned(8) }
    : NOT_SAID;
  return { pixelAspect, fullRange, colour };
}

function parseAspect(bits: BitReader): SequenceParameters['pixelAspect'] {
  const index = bits.unsigned(8);
  const [width, height] =
    index === EXTENDED_ASPECT ? [bits.unsigned(16), bits.unsigned(16)] : (ASPECTS[index - 1] ?? [0, 0]);
  return width === 0 || height === 0 ? undefined : { width, height };
}

/** A zero byte pair is followed by a 3 wherever the next bytes would look like the start of a unit. */
export function withoutEmulation(bytes: Uint8Array): Uint8Array {
  return bytes.filter(
    (byte, index) => byte !== 3 || index < 2 || bytes[index - 1] !== 0 || bytes[index - 2] !== 0,
  );
}
