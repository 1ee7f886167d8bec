import type { Stretch } from './cut.ts';

/** Size of the small pictures that are looked at. */
export type Grid = { readonly width: number; readonly height: number };

/** What was seen: stretches of the frames that were looked at, counted from the first of them. */
export type SeenPictures = {
  readonly frames: number;
  /** Black, however short. */
  readonly black: readonly (Stretch & {
    /** Whether the frames before and after it are bright: then it is a flash and not the end of a fade. */
    readonly sudden: boolean;
  })[];
  /** In which nothing moves, of two frames or more. */
  readonly still: readonly Stretch[];
};

/** Looks at small pictures one after the other: planes of luma and halved chroma (`yuv420p`), video range. */
export type PictureWatch = {
  readonly add: (picture: Uint8Array) => void;
  readonly end: () => SeenPictures;
};

/** The longer side of the small pictures: fine enough to see a mouth move, coarse enough not to see an encoder work. */
const LONG_SIDE = 128;

/** Luma that a screen shows as black; 16 is none at all. */
const BLACK = 24;
/** Part of a black picture that may be brighter: a logo, or what is left of grain. */
const BRIGHT_SHARE = 0.005;
/** A frame beside a black one that is no part of a fade is at least this bright. */
const SUDDEN = 40;

/**
 * How much one cell of a picture, and all of them on average, may differ from the first of the stretch. A held frame,
 * encoded twice and poorly, stays below; the faces of a calm interview come to 140 and 4 within a second.
 */
const [MOST_OF_A_CELL, MOST_ON_AVERAGE] = [5, 0.8];

/** The size in which pictures are looked at; even, and never larger than they are. */
export function gridOf(size: { readonly width: number; readonly height: number }): Grid {
  const scale = Math.min(1, LONG_SIDE / Math.max(size.width, size.height));
  const even = (length: number): number => Math.max(2, 2 * Math.round((length * scale) / 2));
  return { width: even(size.width), height: even(size.height) };
}

/** Bytes of one small picture. */
export function gridBytes({ width, height }: Grid): number {
  return (width * height * 3) / 2;
}

/** Makes a watch over pictures of one size; keeps one of them, and where each stretch begins and ends. */
export function createPictureWatch(grid: Grid): PictureWatch {
  const cells = grid.width * grid.height;
  const still: Stretch[] = [];
  const black: { from: number; to: number; before: number; after: number }[] = [];
  let frames = 0;
  let [reference, since] = [new Uint8Array(0), 0];
  let lumaBefore = 0;
  let isBlack = false;
  const closeStill = (): void => {
    if (frames - since >= 2) still.push({ from: since, to: frames });
  };
  return {
    add: (picture) => {
      if (!isSame(picture, reference, cells)) {
        closeStill();
        [reference, since] = [picture.slice(), frames];
      }
      const { mean, bright } = lightOf(picture, cells);
      const last = black.at(-1);
      if (bright <= BRIGHT_SHARE * cells) {
        if (isBlack && last !== undefined) last.to = frames + 1;
        else black.push({ from: frames, to: frames + 1, before: lumaBefore, after: 0 });
        isBlack = true;
      } else {
        if (isBlack && last !== undefined) last.after = mean;
        isBlack = false;
      }
      lumaBefore = mean;
      frames += 1;
    },
    end: () => {
      closeStill();
      return {
        frames,
        black: black.map(({ from, to, before, after }) => ({
          from,
          to,
          sudden: before >= SUDDEN && after >= SUDDEN,
        })),
        still,
      };
    },
  };
}

function isSame(picture: Uint8Array, reference: Uint8Array, cells: number): boolean {
  if (reference.length !== picture.length) return false;
  let sum = 0;
  for (let index = 0; index < picture.length; index += 1) {
    const difference = Math.abs((picture[index] as number) - (reference[index] as number));
    if (difference > MOST_OF_A_CELL) return false;
    if (index < cells) sum += difference;
  }
  return sum <= MOST_ON_AVERAGE * cells;
}

function lightOf(picture: Uint8Array, cells: number): { readonly mean: number; readonly bright: number } {
  let [sum, bright] = [0, 0];
  for (let index = 0; index < cells; index += 1) {
    const luma = picture[index] as number;
    sum += luma;
    if (luma > BLACK) bright += 1;
  }
  return { mean: sum / cells, bright };
}
