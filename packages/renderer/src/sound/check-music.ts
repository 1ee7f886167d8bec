import { basename, resolve } from 'node:path';
import { StoryboardError } from '@storyboard/core';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { isMono, musicFormat, namingMusic } from './open-music.ts';
import { SAMPLES_PER_SECOND } from './samples.ts';
import { musicCommand } from './sound-command.ts';

/** A second of sound, however crowded the machine is. */
const TIMEOUT_MS = 5 * 60_000;

/**
 * Looks whether a piece of music can be decoded and has sound in it, before anything is paid for the film it is for. Its
 * first second tells.
 *
 * @throws StoryboardError `assembly-failed` that names the music; `ffmpeg-not-found`
 */
export async function checkMusic(music: string, ffmpeg: string, signal?: AbortSignal): Promise<void> {
  const file = resolve(music);
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
