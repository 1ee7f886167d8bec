import type { FrameRate } from '@storyboard/core';

/** One coded picture: when it is shown, in ticks of its track's clock, and whether decoding can start with it. */
export type CodedFrame = { readonly tick: number; readonly key: boolean };

/** How the pictures of a track follow each other. */
export type FrameOrder = {
  readonly frames: number;
  /** When each is shown, in ticks, in the order of showing. */
  readonly ticks: readonly number[];
  /** Exact, when every picture follows the one before after the same number of ticks; else undefined. */
  readonly frameRate: FrameRate | undefined;
  /** In the order of showing, from 0, which of the pictures decoding can start with. */
  readonly keyframes: readonly number[];
  /** Whether nothing that is decoded after a key picture is shown before it. */
  readonly closed: boolean;
  /** By how many places a picture is decoded later than it is shown, at most. */
  readonly reorder: number;
};

/** Works out the order of pictures that come in the order of decoding. */
export function frameOrder(coded: readonly CodedFrame[], ticksPerSecond: number): FrameOrder {
  const ticks = coded.map((frame) => frame.tick).sort((a, b) => a - b);
  const places = new Map(ticks.map((tick, place) => [tick, place]));
  let reorder = 0;
  let closed = true;
  let openUntil = Number.NEGATIVE_INFINITY;
  const keyframes: number[] = [];
  coded.forEach((frame, index) => {
    const place = places.get(frame.tick) ?? index;
    reorder = Math.max(reorder, index - place);
    if (frame.key) {
      keyframes.push(place);
      openUntil = frame.tick;
    } else if (frame.tick < openUntil) {
      closed = false;
    }
  });
  return {
    frames: coded.length,
    ticks,
    frameRate: exactRate(ticks, ticksPerSecond),
    keyframes: keyframes.sort((a, b) => a - b),
    closed,
    reorder,
  };
}

function exactRate(ticks: readonly number[], ticksPerSecond: number): FrameRate | undefined {
  const [first, second] = ticks;
  if (first === undefined || second === undefined) return undefined;
  const step = second - first;
  if (step <= 0 || ticks.some((tick, index) => tick !== first + index * step)) return undefined;
  const divisor = greatestCommonDivisor(ticksPerSecond, step);
  return { numerator: ticksPerSecond / divisor, denominator: step / divisor };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
