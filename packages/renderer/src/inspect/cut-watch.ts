import type { Grid } from './picture-watch.ts';

/** Looks for places at which a film cuts, in small pictures one after the other: planes of luma and halved chroma. */
export type CutWatch = {
  readonly add: (picture: Uint8Array) => void;
  /** The frames that are the first of another picture, counted from the first that was looked at. */
  readonly end: () => readonly number[];
};

/** How much luma differs on average from one picture to the next where film cuts; a fast pan stays below. */
const LEAST_CHANGE = 10;
/** How much more than between the pictures on both sides: what moves fast, or flickers, does so before and after as well. */
const OUT_OF_PROPORTION = 3;
/** How many pictures on each side. */
const AROUND = 3;

/** Makes a watch over pictures of one size; keeps one of them and a number for each. */
export function createCutWatch({ width, height }: Grid): CutWatch {
  const cells = width * height;
  const changes: number[] = [];
  let last: Uint8Array | undefined;
  return {
    add: (picture) => {
      let sum = 0;
      for (let cell = 0; last !== undefined && cell < cells; cell += 1) {
        sum += Math.abs((picture[cell] as number) - (last[cell] as number));
      }
      changes.push(sum / cells);
      last = picture.slice(0, cells);
    },
    end: () =>
      changes.flatMap((change, frame) => {
        const near = changes.slice(Math.max(0, frame - AROUND), frame + AROUND + 1);
        const others = near.filter((_, index) => index !== Math.min(frame, AROUND));
        const isCut = change >= LEAST_CHANGE && change >= Math.max(...others) * OUT_OF_PROPORTION;
        return isCut ? [frame] : [];
      }),
  };
}
