import { createHash } from 'node:crypto';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { StoryboardError } from '@storyboard/core';
import { fileMark } from '../assemble/digest-file.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { isMono, musicFormat, namingMusic } from './open-music.ts';
import { SAMPLES_PER_SECOND } from './samples.ts';
import { musicCommand } from './sound-command.ts';

/** A second of sound, however crowded the machine is. */
const TIMEOUT_MS = 5 * 60_000;

/** How music is looked at. */
export type CheckMusicOptions = {
  readonly signal?: AbortSignal | undefined;
  /**
   * Keeps, beside what an assembler keeps, which music was found to be right, so that it is not decoded again while it is
   * the same file; nothing is kept where absent.
   */
  readonly cacheFolder?: string;
  /** Milliseconds since 1970, to know how long what is kept was not used; the machine's clock by default. */
  readonly now?: () => number;
};

/**
 * Looks whether a piece of music can be decoded and has sound in it, before anything is made or paid for the film it is
 * for. Its first second tells.
 *
 * @throws StoryboardError `assembly-failed` that names the music; `ffmpeg-not-found`
 */
export async function checkMusic(
  music: string,
  ffmpeg: string,
  options: CheckMusicOptions = {},
): Promise<void> {
  const { cacheFolder, now = Date.now, signal } = options;
  const file = resolve(music);
  const note = cacheFolder === undefined ? undefined : await noteOf(file, ffmpeg, cacheFolder);
  if (note !== undefined && (await isNoted(note, now))) return;
  await refuseSoundless(file, ffmpeg, signal);
  if (note === undefined) return;
  // Without it the next film looks again.
  await mkdir(dirname(note), { recursive: true }).catch(() => {});
  await writeFile(note, NOTED).catch(() => {});
}

async function refuseSoundless(file: string, ffmpeg: string, signal: AbortSignal | undefined): Promise<void> {
  let bytes = 0;
  await namingMusic(file, async () => {
    const format = await musicFormat(file);
    const mono = await isMono(file, format);
    const args = [...musicCommand({ file, format, mono }, SAMPLES_PER_SECOND, '').slice(0, -1), 'pipe:1'];
    const onOutput = (chunk: Uint8Array): void => {
      bytes += chunk.length;
    };
    await runFfmpeg({ ffmpeg, args, onOutput, signal, timeoutMs: TIMEOUT_MS });
  });
  if (bytes > 0) return;
  throw new StoryboardError('assembly-failed', `The music ${basename(file)} has no sound in it (0 s).`, {
    hint: 'Name another file, or leave the music out.',
  });
}

const NOTED = 'This music has sound.';

/** Where it is noted of this very file that this very program finds sound in it; undefined for files that cannot be looked at. */
async function noteOf(file: string, ffmpeg: string, cacheFolder: string): Promise<string | undefined> {
  try {
    const marks = await Promise.all([file, ffmpeg].map(fileMark));
    const key = createHash('sha256')
      .update(JSON.stringify(['music', ...marks]))
      .digest('hex');
    return join(resolve(cacheFolder), 'held', `${key}.txt`);
  } catch {
    return undefined;
  }
}

async function isNoted(note: string, now: () => number): Promise<boolean> {
  if ((await readFile(note, 'utf8').catch(() => '')) !== NOTED) return false;
  const used = now() / 1000;
  await utimes(note, used, used).catch(() => {});
  return true;
}
