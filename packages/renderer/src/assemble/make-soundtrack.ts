import { basename } from 'node:path';
import { frameToSample, type TimelineClip } from '@storyboard/core';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { type Assembly, mediaOf, namingShots, timeoutFor } from './assembly.ts';
import type { Piece } from './cut-pieces.ts';
import { SAMPLES_PER_SECOND } from './encoding.ts';
import { mixSound } from './mix-sound.ts';
import { runPool } from './run-pool.ts';
import { soundCommand, soundtrackCommand } from './sound-command.ts';

/** How much of the encoding of a frame the sound of one takes, about: decoding it, and encoding it again. */
const DECODE_SHARE = 0.03;
const ENCODE_SHARE = 0.06;

/** What the sound weighs in the whole work, in encoded frames. */
export function soundtrackWeight({ timeline }: Pick<Assembly, 'timeline'>): number {
  return timeline.frames * (DECODE_SHARE + ENCODE_SHARE);
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
  const held = await cache.hold(spelled, [], 'm4a', (file) =>
    runFfmpeg({
      ffmpeg,
      args: soundtrackCommand(file),
      input: mixSound({ pieces, frameRate: timeline.frameRate, sounds }),
      signal,
      timeoutMs: timeoutFor(timeline.frames),
      onProgress: ({ seconds }) =>
        encoding.to(
          (seconds * timeline.frameRate.numerator) / timeline.frameRate.denominator / timeline.frames,
        ),
    }),
  );
  encoding.to(1);
  return held.file;
}

/** The clip's raw sound; undefined when it has none. */
async function decodeSound(
  clip: TimelineClip,
  assembly: Assembly,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { file, facts } = mediaOf(assembly, clip.shot);
  const { audio, video } = facts;
  if (audio === undefined) return undefined;
  const rate = assembly.timeline.frameRate;
  const [start, end] = [clip.start, clip.start + clip.frames].map((frame) =>
    frameToSample(frame, rate, SAMPLES_PER_SECOND),
  ) as [number, number];
  const sound = { file, audio, startSeconds: video.startSeconds };
  const command = (outFile: string) => soundCommand(sound, end - start, outFile);
  const held = await assembly.cache.hold(command('').slice(0, -1), [file], 'f32', (outFile) =>
    runFfmpeg({
      ffmpeg: assembly.ffmpeg,
      args: command(outFile),
      signal,
      timeoutMs: timeoutFor(clip.frames),
    }),
  );
  return held.file;
}

/** Everything about a piece that decides how it sounds; the files of sound are named by what made them. */
function partOf(piece: Piece, sounds: ReadonlyMap<TimelineClip, string>): unknown {
  const voice = (clip: TimelineClip) => [basename(sounds.get(clip) ?? 'silence'), clip.start];
  if (piece.kind === 'body') return [piece.start, piece.frames, voice(piece.clip)];
  const outgoing = piece.outgoing === 'black' ? [] : [voice(piece.outgoing.clip)];
  return [piece.start, piece.frames, ...outgoing, voice(piece.incoming)];
}
