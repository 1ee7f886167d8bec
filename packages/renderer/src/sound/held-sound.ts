import { type FileHandle, open } from 'node:fs/promises';
import { CHANNELS } from './samples.ts';

/** Samples of one level of a held sound: a fiftieth of a second. */
export const LEVEL_SAMPLES = 960;

/** Samples that are known of a held sound's beginning and of its end. */
export const EDGE_SAMPLES = 256;

/** What is known of a sound that is held. */
export type SoundFacts = {
  readonly samples: number;
  /** Full scale of its stored values, a power of two above its peak; 0 for silence, of which nothing is stored. */
  readonly scale: number;
  /** Integrated LUFS; absent where it is too quiet or too short to have one. */
  readonly loudness: number | undefined;
  /** The mean square of both channels together, for each `LEVEL_SAMPLES`. */
  readonly levels: Float32Array;
  /** Where its first sample that is not silent lies, and where those end. */
  readonly begin: number;
  readonly end: number;
  /** `EDGE_SAMPLES` samples from there on, and as many up to there, left and right in turn. */
  readonly head: Float32Array;
  readonly tail: Float32Array;
};

/** A sound of stereo samples in a file of ours. */
export type HeldSound = SoundFacts & { readonly file: string };

const MAGIC = 'snd2';
const HEADER_BYTES = 32;
const FLOAT_BYTES = 4;
const VALUE_BYTES = 2;

/** 16 bits under the peak are 90 dB below it: less than any codec leaves, at half the bytes of floats. */
const FULL_SCALE = 32_768;

/** The bytes in front of the stored values. */
export function soundHeader(facts: SoundFacts): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 0, 'latin1');
  header.writeUInt32LE(facts.samples, 4);
  header.writeDoubleLE(facts.scale, 8);
  header.writeDoubleLE(facts.loudness ?? Number.NaN, 16);
  header.writeUInt32LE(facts.begin, 24);
  header.writeUInt32LE(facts.end, 28);
  const tables = [facts.levels, facts.head, facts.tail];
  return Buffer.concat([
    header,
    ...tables.map((table) => Buffer.from(table.buffer, table.byteOffset, table.byteLength)),
  ]);
}

/** Samples between -1 and 1, or whatever is louder, as they are stored. */
export function storedValues(samples: Float32Array, scale: number): Int16Array {
  const values = new Int16Array(samples.length);
  const factor = FULL_SCALE / scale;
  for (let index = 0; index < samples.length; index += 1) {
    values[index] = Math.max(
      -FULL_SCALE,
      Math.min(FULL_SCALE - 1, Math.round((samples[index] ?? 0) * factor)),
    );
  }
  return values;
}

/**
 * Reads what is known of a held sound.
 *
 * @throws Error when the file is not one, or not whole.
 */
export async function readHeldSound(file: string): Promise<HeldSound> {
  await using handle = await open(file, 'r');
  const header = await readAt(handle, 0, HEADER_BYTES);
  if (header.toString('latin1', 0, 4) !== MAGIC) throw new Error('It is no sound of ours.');
  const samples = header.readUInt32LE(4);
  const scale = header.readDoubleLE(8);
  const loudness = header.readDoubleLE(16);
  const levels = levelsIn(samples);
  const edge = EDGE_SAMPLES * CHANNELS;
  const bytes = await readAt(handle, HEADER_BYTES, (levels + 2 * edge) * FLOAT_BYTES);
  const floats = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / FLOAT_BYTES);
  const { size } = await handle.stat();
  if (size !== valuesStart(samples) + (scale === 0 ? 0 : samples * CHANNELS * VALUE_BYTES)) {
    throw new Error('It is not whole.');
  }
  return {
    file,
    samples,
    scale,
    loudness: Number.isNaN(loudness) ? undefined : loudness,
    begin: header.readUInt32LE(24),
    end: header.readUInt32LE(28),
    levels: floats.slice(0, levels),
    head: floats.slice(levels, levels + edge),
    tail: floats.slice(levels + edge),
  };
}

/** How many levels a sound of so many samples has. */
export function levelsIn(samples: number): number {
  return Math.ceil(samples / LEVEL_SAMPLES);
}

/** A held sound that is open for reading; closed by `await using`. */
export type OpenSound = AsyncDisposable & {
  /** Samples as floats, left and right in turn, at most `READ_SAMPLES` of them; the next reading takes their place. */
  readonly read: (from: number, count: number) => Promise<Float32Array>;
};

/** As many samples as are read at a time. */
export const READ_SAMPLES = 32_768;

/** Opens a held sound. */
export async function openSound(sound: HeldSound): Promise<OpenSound> {
  const handle = await open(sound.file, 'r');
  const values = new Int16Array(Math.min(READ_SAMPLES, sound.samples) * CHANNELS);
  const samples = new Float32Array(values.length);
  const factor = sound.scale / FULL_SCALE;
  return {
    read: async (from, count) => {
      const length = count * CHANNELS;
      if (sound.scale === 0) return samples.subarray(0, length);
      const bytes = Buffer.from(values.buffer, 0, length * VALUE_BYTES);
      await readInto(handle, valuesStart(sound.samples) + from * CHANNELS * VALUE_BYTES, bytes);
      for (let index = 0; index < length; index += 1) samples[index] = (values[index] as number) * factor;
      return samples.subarray(0, length);
    },
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

function valuesStart(samples: number): number {
  return HEADER_BYTES + (levelsIn(samples) + 2 * EDGE_SAMPLES * CHANNELS) * FLOAT_BYTES;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  // Its own memory from the start, so that it can be read as numbers of any width.
  const bytes = Buffer.from(new ArrayBuffer(length));
  await readInto(handle, position, bytes);
  return bytes;
}

async function readInto(handle: FileHandle, position: number, bytes: Buffer): Promise<void> {
  let got = 0;
  while (got < bytes.length) {
    const { bytesRead } = await handle.read(bytes, got, bytes.length - got, position + got);
    if (bytesRead === 0) throw new Error('It is not whole.');
    got += bytesRead;
  }
}
