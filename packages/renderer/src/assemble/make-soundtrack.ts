import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type FrameRate, frameToSample, type TimelineClip } from '@storyboard/core';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { SoundTrack } from '../mp4/film-tracks.ts';
import { readSoundTrack } from '../mp4/read-sound-track.ts';
import { type Assembly, failure, mediaOf, namingShots, timeoutFor } from './assembly.ts';
import type { Piece } from './cut-pieces.ts';
import { SAMPLES_PER_SECOND } from './encoding.ts';
import { mixSound } from './mix-sound.ts';
import { runPool } from './run-pool.ts';
import { SAMPLE_BYTES, soundCommand, soundtrackCommand } from './sound-command.ts';

/** How much of the encoding of a frame the sound of one takes, about: decoding it, and encoding it again. */
const DECODE_SHARE = 0.03;
const ENCODE_SHARE = 0.06;

/** What the sound weighs in the whole work, in encoded frames. */
export function soundtrackWeight({ timeline }: Pick<Assembly, 'timeline'>): number {
  return timeline.frames * (DECODE_SHARE + ENCODE_SHARE);
}

/** Makes the film's sound, ready to be written. */
export async function makeSoundTrack(
  pieces: readonly Piece[],
  assembly: Assembly,
  signal: AbortSignal,
): Promise<SoundTrack> {
  const { frames, frameRate } = assembly.timeline;
  const file = await makeSoundtrack(pieces, assembly, signal);
  const track = await readSoundTrack(file, sampleOf(frames, frameRate));
  if (track === undefined) throw failure('The sound is not there any more.');
  return track;
}

/** Decodes the sound of one clip, so that it is held when the film is made. */
export async function prepareSound(
  clip: TimelineClip,
  assembly: Assembly,
  signal: AbortSignal,
): Promise<void> {
  await decodeSound(clip, assembly, signal);
}

/**
 * Makes the film's sound as one AAC file and gives its path: every clip's sound on its own, exactly as long as its
 * pictures, then all of them mixed and encoded once. A film without sound gets a silent one.
 */
export async function makeSoundtrack(
  pieces: readonly Piece[],
  assembly: Assembly,
  signal: AbortSignal,
): Promise<string> {
  const { timeline, cache, ffmpeg, meter } = assembly;
  const decoding = meter.part(timeline.frames * DECODE_SHARE);
  const encoding = meter.part(timeline.frames * ENCODE_SHARE);
  let decoded = 0;
  const files = await runPool(timeline.clips, assembly.concurrency, signal, async (clip, own) => {
    const file = await namingShots([clip.shot], () => decodeSound(clip, assembly, own));
    decoded += 1;
    decoding.to(decoded / timeline.clips.length);
    return file;
  });
  const sounds = new Map(
    timeline.clips.flatMap((clip, index) => {
      const file = files[index];
      return file === undefined ? [] : [[clip, file] as const];
    }),
  );
  const parts = pieces.map((piece) => partOf(piece, sounds));
  const spelled = [...soundtrackCommand('').slice(0, -1), JSON.stringify([timeline.frameRate, parts])];
  const { frameRate, frames } = timeline;
  const samples = sampleOf(frames, frameRate);
  const file = await cache.hold({
    args: spelled,
    sources: [],
    extension: 'm4a',
    make: (outFile) =>
      runFfmpeg({
        ffmpeg,
        args: soundtrackCommand(outFile),
        input: mixSound({ pieces, frameRate, sounds }),
        signal,
        timeoutMs: timeoutFor(frames),
        onProgress: ({ seconds }) => encoding.to((seconds * SAMPLES_PER_SECOND) / samples),
      }),
    problem: async (made) =>
      (await readSoundTrack(made, samples)) === undefined ? 'its sound did not come out whole.' : undefined,
  });
  encoding.to(1);
  return file;
}

/** The clip's raw sound; undefined when it has none. */
async function decodeSound(
  clip: TimelineClip,
  assembly: Assembly,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { file, facts } = mediaOf(assembly, clip.shot);
  const { audio, video } = facts;
  if (audio === undefined || audio.durationSeconds <= 0) return undefined;
  const { frameRate } = assembly.timeline;
  const samples = sampleOf(clip.start + clip.frames, frameRate) - sampleOf(clip.start, frameRate);
  const sound = { file, audio, startSeconds: video.startSeconds };
  const command = (outFile: string) => soundCommand(sound, samples, outFile);
  return assembly.cache.hold({
    args: command('').slice(0, -1),
    sources: [file],
    extension: 'f32',
    make: (outFile) =>
      runFfmpeg({
        ffmpeg: assembly.ffmpeg,
        args: command(outFile),
        signal,
        timeoutMs: timeoutFor(clip.frames),
      }),
    problem: async (made) => {
      const { size } = await stat(made);
      return size === samples * SAMPLE_BYTES ? undefined : 'its sound did not come out whole.';
    },
  });
}

function sampleOf(frame: number, rate: FrameRate): number {
  return frameToSample(frame, rate, SAMPLES_PER_SECOND);
}

/** Everything about a piece that decides how it sounds; the files of sound are named by what made them. */
function partOf(piece: Piece, sounds: ReadonlyMap<TimelineClip, string>): unknown {
  const voice = (clip: TimelineClip) => [basename(sounds.get(clip) ?? 'silence'), clip.start];
  if (piece.kind === 'body') return [piece.start, piece.frames, voice(piece.clip)];
  const outgoing = piece.outgoing === 'black' ? [] : [voice(piece.outgoing.clip)];
  return [piece.start, piece.frames, ...outgoing, voice(piece.incoming)];
}
