import type { FrameRate } from '@storyboard/core';
import type { PicturePart } from './film-plan.ts';
import { type PictureCoding, readPictureEntry } from './picture-entry.ts';
import { pictureOrder } from './picture-order.ts';
import { readMovie } from './read-movie.ts';

/** The coded pictures of a file, in the order of decoding. */
export type PictureStream = {
  /** Absolute path. */
  readonly file: string;
  readonly coding: PictureCoding;
  readonly frames: number;
  /** Undefined for a single picture. */
  readonly frameRate: FrameRate | undefined;
  readonly offsets: Float64Array;
  readonly sizes: Uint32Array;
  readonly sync: Uint8Array;
  /** In which order they are shown, from 0. */
  readonly places: Int32Array;
  /** One where the stream can be cut in front of a picture so that no picture is shown on the other side of the cut. */
  readonly cuts: Uint8Array;
  /** Whether ffmpeg finds a place in the middle: not where a list of several edits makes up its index. */
  readonly seekable: boolean;
};

/**
 * Reads where the pictures of an MP4 file lie. Undefined when its tables cannot be read, or do not simply say that one
 * picture follows the other at an even distance.
 */
export async function readPictures(file: string): Promise<PictureStream | undefined> {
  const movie = await readMovie(file);
  const table = movie?.tables.find(({ kind }) => kind === 'pictures');
  const order = table === undefined ? undefined : pictureOrder(table);
  if (table === undefined || order === undefined) return undefined;
  const { packets, offsets, sizes, sync, ticksPerSecond, sampleEntry } = table;
  const { places, cuts, step } = order;
  const frameRate = step === undefined ? undefined : { numerator: ticksPerSecond, denominator: step };
  const coding = readPictureEntry(sampleEntry);
  const seekable = table.edits.filter(({ mediaTime }) => mediaTime !== -1).length <= 1;
  return { file, coding, frames: packets, frameRate, offsets, sizes, sync, places, cuts, seekable };
}

/** Some pictures of a stream, from one that decoding can start with; both ends are cuts. */
export function partOf(stream: PictureStream, from: number, end: number): PicturePart {
  const { file, coding } = stream;
  return {
    file,
    coding,
    offsets: stream.offsets.subarray(from, end),
    sizes: stream.sizes.subarray(from, end),
    sync: stream.sync.subarray(from, end),
    places: stream.places.subarray(from, end).map((place) => place - from),
  };
}
