import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { TimelineClip } from '@storyboard/core';
import { type Assembly, mediaOf, namingShots, timeoutFor } from '../assemble/assembly.ts';
import type { Music } from '../assemble/film-form.ts';
import { runPool } from '../assemble/run-pool.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { type HeldSound, readHeldSound } from './held-sound.ts';
import { isMono, musicFormat, namingMusic } from './open-music.ts';
import { SAMPLES_PER_SECOND, sampleOf } from './samples.ts';
import { clipSoundCommand, musicCommand } from './sound-command.ts';
import { writeHeldSound } from './write-held-sound.ts';

/** What the sound of a film is made from and with. */
export type SoundInput = Pick<
  Assembly,
  'timeline' | 'media' | 'sound' | 'pictures' | 'ffmpeg' | 'cache' | 'meter'
>;

/** Files that are looked at together; how many are made at a time is for the cache to say. */
export const LOOKED_AT_ONCE = 32;

/** More of a piece of music than the film needs is kept, so that a longer film finds it: whole stretches of this. */
const MUSIC_STRETCH_SECONDS = 600;

/**
 * Decodes the sound of every clip, each exactly as long as its pictures, and gives what is held; a clip without sound
 * has none.
 *
 * @param onProgress - Takes how many clips are done.
 */
export async function holdClipSounds(
  clips: readonly TimelineClip[],
  input: SoundInput,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<ReadonlyMap<TimelineClip, HeldSound>> {
  let done = 0;
  const held = await runPool(clips, LOOKED_AT_ONCE, signal, async (clip, own) => {
    const sound = await namingShots([clip.shot], () => holdClipSound(clip, input, own));
    done += 1;
    onProgress(done);
    return sound === undefined ? [] : [[clip, sound] as const];
  });
  return new Map(held.flat());
}

/** Decodes the music, as far as the film and more can be long; undefined for a film without. */
export async function holdMusic(input: SoundInput, signal: AbortSignal): Promise<HeldSound | undefined> {
  const { music } = input.sound;
  return music === undefined ? undefined : namingMusic(music.file, () => decodeMusic(music, input, signal));
}

async function holdClipSound(
  clip: TimelineClip,
  input: SoundInput,
  signal: AbortSignal,
): Promise<HeldSound | undefined> {
  const { file, facts } = mediaOf(input, clip.shot);
  const { audio, video } = facts;
  if (audio === undefined || audio.durationSeconds <= 0) return undefined;
  const { frameRate } = input.timeline;
  const samples = sampleOf(clip.start + clip.frames, frameRate) - sampleOf(clip.start, frameRate);
  const sound = { file, audio, startSeconds: video.startSeconds };
  return holdSound(input, {
    source: file,
    command: (outFile) => clipSoundCommand(sound, samples, outFile),
    isRight: (made) => made === samples,
    timeoutMs: timeoutFor(clip.frames),
    signal,
  });
}

async function decodeMusic(music: Music, input: SoundInput, signal: AbortSignal): Promise<HeldSound> {
  const file = resolve(music.file);
  const format = await musicFormat(file);
  const mono = await isMono(file, format);
  const { frames, frameRate } = input.timeline;
  const stretch = MUSIC_STRETCH_SECONDS * SAMPLES_PER_SECOND;
  const most = Math.ceil(sampleOf(frames, frameRate) / stretch) * stretch;
  return holdSound(input, {
    source: file,
    command: (outFile) => musicCommand({ file, format, mono }, most, outFile),
    isRight: (made) => made > 0 && made <= most,
    timeoutMs: timeoutFor(frames),
    signal,
  });
}

async function holdSound(
  { cache, ffmpeg }: SoundInput,
  wanted: {
    readonly source: string;
    readonly command: (outFile: string) => readonly string[];
    readonly isRight: (samples: number) => boolean;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
  },
): Promise<HeldSound> {
  const { source, command, signal, timeoutMs } = wanted;
  let read: HeldSound | undefined;
  const file = await cache.hold({
    args: ['held sound', ...command('').slice(0, -1)],
    sources: [source],
    extension: 'snd',
    size: 'small',
    make: async (outFile) => {
      const raw = `${outFile}.raw`;
      try {
        await runFfmpeg({ ffmpeg, args: command(raw), signal, timeoutMs });
        await writeHeldSound(raw, outFile);
      } finally {
        await rm(raw, { force: true });
      }
    },
    problem: async (made) => {
      const sound = await readHeldSound(made);
      read = sound;
      return wanted.isRight(sound.samples) ? undefined : 'its sound did not come out whole.';
    },
  });
  // It may have been looked at before it had its name, or by somebody else.
  return read === undefined ? readHeldSound(file) : { ...read, file };
}
