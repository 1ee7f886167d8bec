import { type FrameRate, frameToSample, type PictureSize, StoryboardError } from '@storyboard/core';
import { filmCoding } from './film-coding.ts';
import type { SoundTrack } from './film-tracks.ts';
import type { PictureCoding } from './picture-entry.ts';

/** Pictures that follow each other in one file, in the order of decoding, and begin with one that needs none before it. */
export type PicturePart = {
  /** Absolute path. */
  readonly file: string;
  readonly coding: PictureCoding;
  readonly offsets: Float64Array;
  readonly sizes: Uint32Array;
  /** In which order they are shown, from 0. */
  readonly places: Int32Array;
  readonly sync: Uint8Array;
};

/** The film before it is written. */
export type FilmTracks = {
  readonly frameRate: FrameRate;
  readonly size: PictureSize;
  readonly parts: readonly PicturePart[];
  readonly sound: SoundTrack;
};

/** Where everything of a film goes. */
export type FilmPlan = FilmTracks & {
  readonly coding: PictureCoding;
  readonly inBand: readonly Uint8Array[];
  readonly frames: number;
  /** Of the film's pictures, in the order of decoding. */
  readonly sizes: Uint32Array;
  readonly places: Int32Array;
  readonly sync: Uint8Array;
  readonly reorder: number;
  readonly soundPackets: number;
  /** Stretches of pictures and of sound that lie behind each other, by turns, in the order of the file. */
  readonly chunks: readonly Chunk[];
  readonly dataBytes: number;
};

/** Packets of one track that lie behind each other in the film. */
export type Chunk = {
  readonly track: 'pictures' | 'sound';
  readonly from: number;
  readonly end: number;
  /** From the start of the film's data. */
  readonly offset: number;
};

const SAMPLES_PER_SECOND = 48_000;

/** Decides where every packet of a film goes. */
export function planFilm(tracks: FilmTracks): FilmPlan {
  const { parts, sound, frameRate } = tracks;
  const { coding, inBand } = filmCoding(parts.map((part) => part.coding));
  const frames = parts.reduce((sum, part) => sum + part.sizes.length, 0);
  const sizes = new Uint32Array(frames);
  const places = new Int32Array(frames);
  const sync = new Uint8Array(frames);
  let [start, reorder] = [0, 0];
  parts.forEach((part, index) => {
    const added = inBand[index]?.length ?? 0;
    for (let packet = 0; packet < part.sizes.length; packet += 1) {
      const isSync = part.sync[packet] === 1;
      const place = part.places[packet] ?? 0;
      sizes[start + packet] = (part.sizes[packet] ?? 0) + (isSync ? added : 0);
      places[start + packet] = start + place;
      sync[start + packet] = isSync ? 1 : 0;
      reorder = Math.max(reorder, packet - place);
    }
    start += part.sizes.length;
  });
  const soundSizes = sound.runs.flatMap((run) => run.sizes);
  const soundPackets = neededPackets(sound, soundSizes.length);
  const laid = layChunks({ frames, sizes, soundSizes, soundPackets, sound, frameRate });
  return { ...tracks, coding, inBand, frames, sizes, places, sync, reorder, soundPackets, ...laid };
}

function neededPackets({ samples, primingSamples, samplesPerPacket }: SoundTrack, there: number): number {
  const needed = Math.ceil((samples + primingSamples) / samplesPerPacket);
  if (needed > there) {
    const message = `The sound has ${there} packets, the film needs ${needed}.`;
    throw new StoryboardError('assembly-failed', message);
  }
  return needed;
}

/** A second of pictures, then the sound that is heard with them: whoever plays the film reads it from front to back. */
function layChunks(film: {
  readonly frames: number;
  readonly sizes: Uint32Array;
  readonly soundSizes: readonly number[];
  readonly soundPackets: number;
  readonly sound: SoundTrack;
  readonly frameRate: FrameRate;
}): { readonly chunks: readonly Chunk[]; readonly dataBytes: number } {
  const { frames, sizes, soundSizes, soundPackets, sound, frameRate } = film;
  const perChunk = Math.max(1, Math.round(frameRate.numerator / frameRate.denominator));
  const chunks: Chunk[] = [];
  let [offset, packet] = [0, 0];
  for (let frame = 0; frame < frames; frame += perChunk) {
    const end = Math.min(frames, frame + perChunk);
    chunks.push({ track: 'pictures', from: frame, end, offset });
    for (let index = frame; index < end; index += 1) offset += sizes[index] ?? 0;
    const heard = frameToSample(end, frameRate, SAMPLES_PER_SECOND) + sound.primingSamples;
    const last =
      end === frames ? soundPackets : Math.min(soundPackets, Math.floor(heard / sound.samplesPerPacket));
    if (last > packet) {
      chunks.push({ track: 'sound', from: packet, end: last, offset });
      for (; packet < last; packet += 1) offset += soundSizes[packet] ?? 0;
    }
  }
  return { chunks, dataBytes: offset };
}
