import type { PictureSize } from '@storyboard/core';
import { blackByDesign, type Cut, type Stretch, shotStretches, without } from './cut.ts';

/** A film's coded pictures in the order of showing. */
export type CodedSizes = {
  /** In bytes. */
  readonly sizes: readonly number[];
  /** Whether decoding can start with each. */
  readonly sync: readonly boolean[];
};

/** Bytes that a picture has whatever is in it, and pixels that come to one byte more where hardly anything has changed. */
const [LEAST_BYTES, PIXELS_A_BYTE] = [40, 400];
/** The same for a picture that is coded on its own and has nothing in it: after a cut it may be a flash of black. */
const FLAT_PIXELS_A_BYTE = 100;
/** Frames over which sizes are averaged: every encoder makes some pictures small. */
const WINDOW = 6;
const SHORTEST = 7;
/** Part of its size by which a picture that is coded on its own may differ from one that is the same. */
const SAME_SIZE = 0.001;
/** What comes before: an encoder takes a few frames until it has a still picture as it wants it. */
const LEAD = 6;

/**
 * Finds where a film may be black or stand still by the sizes of its coded pictures alone: where nothing changes, there is
 * next to nothing to code. What moves is never in it but by a low bit rate, so that hardly anything need be decoded again.
 * Drawings and what is black by design are left out. In the order of the film; none reaches over a cut.
 */
export function doubtfulStretches(coded: CodedSizes, size: PictureSize, cut: Cut): readonly Stretch[] {
  const { sizes, sync } = coded;
  const isDoubtful = sync.every(Boolean) ? sameSizes(sizes) : smallSizes(coded, size);
  const most = (size.width * size.height) / FLAT_PIXELS_A_BYTE + LEAST_BYTES;
  const mayFlash = (frame: number): boolean => sync[frame] === true && (sizes[frame] ?? 0) <= most;
  const left = [...blackByDesign(cut), ...shotStretches(cut).filter(({ shot }) => cut.drawn.has(shot))];
  return shotStretches(cut).flatMap(({ from, to }) =>
    without(
      [
        ...runsOf(isDoubtful, from, to).filter((run) => run.to - run.from >= SHORTEST),
        ...(mayFlash(from) && from > 0 ? [{ from, to: Math.min(to, from + SHORTEST) }] : []),
      ],
      left,
    ).map((run) => ({ from: Math.max(0, run.from - LEAD), to: Math.min(cut.frames, run.to + 1) })),
  );
}

/** True where the pictures around, those that start decoding left out, are small on average. */
function smallSizes({ sizes, sync }: CodedSizes, { width, height }: PictureSize): boolean[] {
  const most = LEAST_BYTES + (width * height) / PIXELS_A_BYTE;
  const marked = sizes.map(() => false);
  for (let start = 0; start + WINDOW <= sizes.length; start += 1) {
    let [sum, counted] = [0, 0];
    for (let index = start; index < start + WINDOW; index += 1) {
      if (sync[index] === true) continue;
      sum += sizes[index] ?? 0;
      counted += 1;
    }
    if (counted > 0 && sum <= most * counted) marked.fill(true, start, start + WINDOW);
  }
  return marked;
}

/** Where every picture is coded on its own, still ones come out the same. */
function sameSizes(sizes: readonly number[]): boolean[] {
  return sizes.map((size, index) => {
    const isLike = (other: number | undefined): boolean =>
      other !== undefined && Math.abs(other - size) <= size * SAME_SIZE;
    return isLike(sizes[index - 1]) || isLike(sizes[index + 1]);
  });
}

function runsOf(marked: readonly boolean[], from: number, to: number): readonly Stretch[] {
  const runs: { from: number; to: number }[] = [];
  for (let index = from; index < to; index += 1) {
    if (marked[index] !== true) continue;
    const last = runs.at(-1);
    if (last?.to === index) last.to = index + 1;
    else runs.push({ from: index, to: index + 1 });
  }
  return runs;
}
