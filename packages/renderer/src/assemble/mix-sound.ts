import { type FileHandle, open } from 'node:fs/promises';
import { type FrameRate, frameToSample, type TimelineClip } from '@storyboard/core';
import type { Piece } from './cut-pieces.ts';
import { SAMPLES_PER_SECOND } from './encoding.ts';
import { SAMPLE_BYTES } from './sound-command.ts';

/** What is mixed: the film's pieces, and for each clip that has sound its raw stereo samples in a file. */
export type Mix = {
  readonly pieces: readonly Piece[];
  readonly frameRate: FrameRate;
  readonly sounds: ReadonlyMap<TimelineClip, string>;
};

/** Samples in memory at a time. */
const BLOCK_SAMPLES = 16_384;
const CHANNELS = 2;

/**
 * The film's sound as raw stereo floats, block by block, in constant memory. Every position is a frame of the film
 * turned into samples, so that sound and pictures never drift apart. Transitions cross over at equal power, which
 * keeps the loudness of two sounds that have nothing to do with each other; hard cuts are cuts, silence is exact.
 */
export async function* mixSound(mix: Mix): AsyncGenerator<Uint8Array> {
  for (const piece of mix.pieces) {
    const start = sampleOf(piece.start, mix.frameRate);
    const length = sampleOf(piece.start + piece.frames, mix.frameRate) - start;
    await using voices = await openVoices(piece, start, mix);
    for (let at = 0; at < length; at += BLOCK_SAMPLES) {
      const block = new Float32Array(Math.min(BLOCK_SAMPLES, length - at) * CHANNELS);
      for (const voice of voices.all) await voice.addTo(block, at, length);
      yield new Uint8Array(block.buffer);
    }
  }
}

type Voice = {
  readonly handle: FileHandle;
  addTo(block: Float32Array, at: number, length: number): Promise<void>;
};

type Gain = (place: number) => number;

const whole: Gain = () => 1;
const rising: Gain = (place) => Math.sin((place * Math.PI) / 2);
const falling: Gain = (place) => Math.cos((place * Math.PI) / 2);

/** The sounds that are heard during a piece; a clip without sound has no voice. */
async function openVoices(
  piece: Piece,
  start: number,
  mix: Mix,
): Promise<AsyncDisposable & { readonly all: readonly Voice[] }> {
  const heard: readonly (readonly [TimelineClip, Gain])[] =
    piece.kind === 'body'
      ? [[piece.clip, whole]]
      : [
          ...(piece.outgoing === 'black' ? [] : [[piece.outgoing.clip, falling] as const]),
          [piece.incoming, rising],
        ];
  const all: Voice[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(all.map((voice) => voice.handle.close()));
  };
  try {
    for (const [clip, gain] of heard) {
      const file = mix.sounds.get(clip);
      if (file === undefined) continue;
      all.push(createVoice(await open(file, 'r'), start - sampleOf(clip.start, mix.frameRate), gain));
    }
  } catch (problem) {
    await close();
    throw problem;
  }
  return { all, [Symbol.asyncDispose]: close };
}

/** @param offset - The clip's sample that is heard first. */
function createVoice(handle: FileHandle, offset: number, gain: Gain): Voice {
  const read = new Float32Array(BLOCK_SAMPLES * CHANNELS);
  return {
    handle,
    addTo: async (block, at, length) => {
      const bytes = new Uint8Array(read.buffer, 0, block.byteLength);
      const got = await readFully(handle, bytes, (offset + at) * SAMPLE_BYTES);
      const values = Math.floor(got / Float32Array.BYTES_PER_ELEMENT);
      for (let index = 0; index < values; index += 1) {
        const place = (at + (index >> 1) + 0.5) / length;
        block[index] = (block[index] ?? 0) + (read[index] ?? 0) * gain(place);
      }
    },
  };
}

async function readFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
  let got = 0;
  while (got < bytes.length) {
    const { bytesRead } = await handle.read(bytes, got, bytes.length - got, position + got);
    if (bytesRead === 0) break;
    got += bytesRead;
  }
  return got;
}

function sampleOf(frame: number, rate: FrameRate): number {
  return frameToSample(frame, rate, SAMPLES_PER_SECOND);
}
