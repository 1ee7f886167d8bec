import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { isStoryboardError, StoryboardError } from '@storyboard/core';
import {
  ADTS,
  CustomSource,
  FLAC,
  Input,
  type InputFormat,
  Logging,
  LogLevel,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
} from 'mediabunny';
import type { MusicFormat } from './sound-command.ts';

const FORMATS: Readonly<Record<MusicFormat, InputFormat[]>> = {
  mp3: [MP3],
  wav: [WAVE],
  flac: [FLAC],
  ogg: [OGG],
  aac: [ADTS],
  mov: [MP4, QTFF],
};

/** What an MP4 or QuickTime file begins with. */
const MP4_BOXES: ReadonlySet<string> = new Set(['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip']);

/** Enough to tell a format by. */
const START_BYTES = 12;

/**
 * What format a piece of music is in, by its bytes: its name says nothing, and ffmpeg is never left to find out, because
 * a playlist or a page of text leads it to other files.
 *
 * @throws StoryboardError `assembly-failed` for everything else, and for a file that cannot be read.
 */
export async function musicFormat(file: string): Promise<MusicFormat> {
  const start = await readStart(file).catch((problem: NodeJS.ErrnoException) => {
    throw musicFailure(file, `cannot be read (${problem.code ?? problem.message}).`, problem);
  });
  const text = start.toString('latin1');
  const sync = start.length < 2 ? 0 : start.readUInt16BE(0);
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WAVE') return 'wav';
  if (text.startsWith('fLaC')) return 'flac';
  if (text.startsWith('OggS')) return 'ogg';
  if (text.startsWith('ID3')) return 'mp3';
  if (MP4_BOXES.has(text.slice(4, 8))) return 'mov';
  if ((sync & 0xfff6) === 0xfff0) return 'aac';
  // Twelve bits of sync, then a layer that is the third.
  if ((sync & 0xffe6) === 0xffe2) return 'mp3';
  throw musicFailure(file, 'is no music that can be read.', undefined);
}

/** Whether a piece of music has one channel, which would come out too quiet on two. */
export async function isMono(file: string, format: MusicFormat): Promise<boolean> {
  await using handle = await open(file, 'r');
  const { size } = await handle.stat();
  const source = new CustomSource({
    getSize: () => size,
    read: async (start, end) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start), 0, end - start, start);
      return buffer.subarray(0, bytesRead);
    },
    prefetchProfile: 'fileSystem',
  });
  // It would write its remarks to the console.
  Logging.level = LogLevel.Silent;
  using input = new Input({ source, formats: FORMATS[format] });
  const track = await input.getPrimaryAudioTrack().catch((problem: unknown) => {
    throw musicFailure(file, 'is no music that can be read.', problem);
  });
  if (track === null) throw musicFailure(file, 'has no sound.', undefined);
  return (await track.getNumberOfChannels()) === 1;
}

/** Does a step that concerns the music; a failure names it. */
export async function namingMusic<Result>(file: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (problem) {
    const isAbout = isStoryboardError(problem) && problem.code !== 'ffmpeg-not-found';
    if (!isAbout || problem.message.startsWith(MUSIC)) throw problem;
    throw musicFailure(file, `cannot be used: ${problem.message}`, problem);
  }
}

const MUSIC = 'The music';

function musicFailure(file: string, what: string, cause: unknown): StoryboardError {
  return new StoryboardError('assembly-failed', `${MUSIC} ${basename(file)} ${what}`, {
    cause,
    hint: 'Music is an MP3, WAV, FLAC, Ogg, AAC or M4A file.',
  });
}

async function readStart(file: string): Promise<Buffer> {
  await using handle = await open(file, 'r');
  if (!(await handle.stat()).isFile()) throw new Error('not a file');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}
