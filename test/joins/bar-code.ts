/** What a picture says of itself: which shot it is of, and which of its frames. */
export type Code = { readonly shot: number; readonly frame: number };

/** A code as read, with how much of the picture it makes up: 1 on its own, less where it is mixed with another or black. */
export type ReadCode = Code & { readonly weight: number };

/** A part of a picture, in pixels. */
export type Area = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** Size of a coded picture, if not said otherwise. */
export const CODED = { width: 144, height: 96 } as const;

const [DARK, GREY, BRIGHT] = [48, 126, 204];
const COLUMNS = 12;
const ROWS = 3;
const [SHOT_BITS, FRAME_BITS, CHECK_BITS] = [10, 8, 16];
/** Two blocks tell how bright and how dark the picture is where it is read. */
const MARKERS = [0, 1];
/** Fainter codes cannot be told from what coding does to them. */
const FAINTEST = 0.12;

/**
 * Draws a picture (yuv420p, as film and television store it) with its code as bright and dark blocks. Shots of even
 * number have theirs in the upper half and the others in the lower one, so that both can be read where they are mixed.
 */
export function drawCode(code: Code, size: { readonly width: number; readonly height: number }): Uint8Array {
  const { width, height } = size;
  const picture = new Uint8Array((width * height * 3) / 2).fill(128, width * height);
  picture.fill(GREY, 0, width * height);
  const blocks = blocksOf(code);
  const top = code.shot % 2 === 0 ? 0 : height / 2;
  for (let y = 0; y < height / 2; y += 1) {
    const row = Math.floor((y * ROWS * 2) / height);
    for (let x = 0; x < width; x += 1) {
      const isBright = blocks[row * COLUMNS + Math.floor((x * COLUMNS) / width)] === 1;
      picture[(top + y) * width + x] = isBright ? BRIGHT : DARK;
    }
  }
  return picture;
}

/**
 * Reads the code in the upper (`even`) or lower (`odd`) half of a picture's luma; undefined where there is none, where it
 * is too faint, and where its check sum is wrong.
 */
export function readCode(
  luma: Uint8Array,
  half: 'even' | 'odd',
  area: Area = { left: 0, top: 0, ...CODED },
  stride: number = CODED.width,
): ReadCode | undefined {
  const means = Array.from({ length: COLUMNS * ROWS }, (_, block) =>
    meanOf(luma, stride, blockArea(area, half, block)),
  );
  const [dark = 0, bright = 0] = MARKERS.map((marker) => means[marker]);
  const weight = (bright - dark) / (BRIGHT - DARK);
  if (weight < FAINTEST) return undefined;
  const bits = means.map((mean) => (mean > (bright + dark) / 2 ? 1 : 0)).slice(MARKERS.length);
  const [shot, frame, check] = [SHOT_BITS, FRAME_BITS, CHECK_BITS].map((length, index, lengths) => {
    const from = lengths.slice(0, index).reduce((sum, before) => sum + before, 0);
    return bits.slice(from, from + length).reduce<number>((number, bit) => number * 2 + bit, 0);
  }) as [number, number, number];
  return check === checkSum({ shot, frame }) ? { shot, frame, weight } : undefined;
}

function blocksOf({ shot, frame }: Code): readonly number[] {
  const numbers = [shot, frame, checkSum({ shot, frame })] as const;
  const bits = [SHOT_BITS, FRAME_BITS, CHECK_BITS].flatMap((length, index) =>
    Array.from({ length }, (_, bit) => ((numbers[index] ?? 0) >> (length - 1 - bit)) & 1),
  );
  return [...MARKERS, ...bits];
}

/** CRC-16-CCITT over the three bytes of both numbers. */
function checkSum({ shot, frame }: Code): number {
  let sum = 0xffff;
  for (const byte of [shot >> 8, shot & 0xff, frame]) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = ((sum << 1) ^ (sum & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return sum;
}

/** The middle of a block: its edges are blurred by scaling and coding. */
function blockArea(area: Area, half: 'even' | 'odd', block: number): Area {
  const width = area.width / COLUMNS;
  const height = area.height / 2 / ROWS;
  const left = area.left + (block % COLUMNS) * width;
  const top = area.top + (half === 'even' ? 0 : area.height / 2) + Math.floor(block / COLUMNS) * height;
  return {
    left: Math.round(left + width / 4),
    top: Math.round(top + height / 4),
    width: Math.round(width / 2),
    height: Math.round(height / 2),
  };
}

function meanOf(luma: Uint8Array, stride: number, { left, top, width, height }: Area): number {
  let sum = 0;
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) sum += luma[y * stride + x] ?? 0;
  }
  return sum / (width * height);
}
