import { join } from 'node:path';
import { type FilmClip, isStoryboardError } from '@storyboard/core';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { probeMedia, type VideoFacts } from '../media/probe-media.ts';
import { type Assembly, mediaOf, namingShots, timeoutFor } from './assembly.ts';
import { copyProblem } from './copy-problem.ts';
import type { BodyPiece, JoinPiece, Piece } from './cut-pieces.ts';
import type { MeterPart } from './meter.ts';
import { bodyCommand, copyCommand, type Footage, joinCommand } from './piece-command.ts';
import { runPool } from './run-pool.ts';

/** A piece that is ready: its file, and by how many places its pictures are decoded ahead. */
export type MadePiece = {
  readonly file: string;
  readonly frames: number;
  readonly reorder: number;
  /** Why it was encoded; undefined when it was copied. */
  readonly encodedBecause: string | undefined;
};

/** How much of the encoding of a frame its copying costs, about. */
const COPY_SHARE = 0.02;

/** What a piece weighs in the whole work, in encoded frames. */
export function pieceWeight(piece: Piece, assembly: Pick<Assembly, 'timeline' | 'media'>): number {
  return piece.kind === 'body' && encodingReason(piece, assembly) === undefined
    ? piece.frames * COPY_SHARE
    : piece.frames;
}

/** Makes all pieces of the film, several at a time; one that fails stops the others. */
export async function makePieces(
  pieces: readonly Piece[],
  assembly: Assembly,
  signal: AbortSignal,
): Promise<readonly MadePiece[]> {
  return runPool(pieces, assembly.concurrency, signal, (piece, own, index) => {
    const part = assembly.meter.part(pieceWeight(piece, assembly));
    return namingShots(shotsOf(piece), async () => {
      const made = piece.kind === 'join' ? makeJoin : makeBody;
      const result = await made(piece as BodyPiece & JoinPiece, index, { assembly, signal: own, part });
      part.to(1);
      return result;
    });
  });
}

/** Says for every clip whether its pictures were copied or encoded, and why. */
export function clipResults(
  pieces: readonly Piece[],
  made: readonly MadePiece[],
  { timeline }: Assembly,
): readonly FilmClip[] {
  return timeline.clips.map((clip) => {
    const index = pieces.findIndex((piece) => piece.kind === 'body' && piece.clip === clip);
    const body = made[index];
    if (body !== undefined && body.encodedBecause === undefined) {
      return { shot: clip.shot, how: 'copied', why: 'it is as the film needs it' };
    }
    return { shot: clip.shot, how: 'encoded', why: body?.encodedBecause ?? IN_TRANSITION };
  });
}

const IN_TRANSITION = 'a transition changes its frames';

type Making = { readonly assembly: Assembly; readonly signal: AbortSignal; readonly part: MeterPart };

function encodingReason(piece: BodyPiece, { timeline, media }: Pick<Assembly, 'timeline' | 'media'>) {
  const video = media.get(piece.clip.shot)?.facts.video;
  const problem = video === undefined ? undefined : copyProblem(video, piece.clip, timeline);
  return problem ?? (piece.frames < piece.clip.frames ? IN_TRANSITION : undefined);
}

async function makeBody(piece: BodyPiece, index: number, making: Making): Promise<MadePiece> {
  const { assembly } = making;
  const footage = footageOf(assembly, piece.clip.shot);
  const reason = encodingReason(piece, assembly);
  if (reason === undefined) {
    const copied = await copy(piece, footage, index, making);
    if (copied !== undefined) return copied;
  }
  const encodedBecause = reason ?? 'its pictures could not be taken over as they are';
  const command = (outFile: string) => bodyCommand(piece, footage, assembly.timeline, outFile);
  return encode(piece.frames, [footage.file], command, encodedBecause, making);
}

async function makeJoin(piece: JoinPiece, _index: number, making: Making): Promise<MadePiece> {
  const { assembly } = making;
  const outgoing = piece.outgoing === 'black' ? undefined : footageOf(assembly, piece.outgoing.clip.shot);
  const incoming = footageOf(assembly, piece.incoming.shot);
  const files = [...(outgoing === undefined ? [] : [outgoing.file]), incoming.file];
  const command = (outFile: string) => joinCommand(piece, outgoing, incoming, assembly.timeline, outFile);
  return encode(piece.frames, files, command, IN_TRANSITION, making);
}

async function encode(
  frames: number,
  sources: readonly string[],
  command: (outFile: string) => readonly string[],
  encodedBecause: string,
  { assembly, signal, part }: Making,
): Promise<MadePiece> {
  const { ffmpeg, cache, timeline } = assembly;
  const file = await cache.hold({
    args: command('').slice(0, -1),
    sources,
    extension: 'mp4',
    make: (outFile) =>
      runFfmpeg({
        ffmpeg,
        args: command(outFile),
        signal,
        timeoutMs: timeoutFor(frames),
        onProgress: (progress) => part.to(progress.frames / frames),
      }),
    problem: async (made) => pieceProblem(await videoOf(made), frames, timeline.frameRate),
  });
  return { file, frames, reorder: (await videoOf(file))?.reorder ?? 0, encodedBecause };
}

/** Undefined when the copy is not what it should be: odd files can hide things that no index tells. */
async function copy(
  piece: BodyPiece,
  footage: Footage,
  index: number,
  { assembly, signal }: Making,
): Promise<MadePiece | undefined> {
  const file = join(assembly.workFolder, `copy-${index}.mp4`);
  const args = copyCommand(footage, assembly.timeline, file);
  try {
    await runFfmpeg({ ffmpeg: assembly.ffmpeg, args, signal, timeoutMs: timeoutFor(piece.frames) });
    const video = await videoOf(file);
    if (pieceProblem(video, piece.frames, assembly.timeline.frameRate) !== undefined) return undefined;
    return { file, frames: piece.frames, reorder: video?.reorder ?? 0, encodedBecause: undefined };
  } catch (problem) {
    if (isStoryboardError(problem) && problem.code !== 'ffmpeg-not-found') return undefined;
    throw problem;
  }
}

/** Undefined for a file without pictures, of whatever kind. */
async function videoOf(file: string): Promise<VideoFacts | undefined> {
  try {
    return (await probeMedia(file)).video;
  } catch (problem) {
    if (isStoryboardError(problem) && problem.code === 'media-unreadable') return undefined;
    throw problem;
  }
}

function pieceProblem(
  video: VideoFacts | undefined,
  frames: number,
  rate: Assembly['timeline']['frameRate'],
): string | undefined {
  if (video?.frames !== frames) return `${video?.frames ?? 0} frames came out, ${frames} were asked for`;
  const { frameRate } = video;
  const isExact =
    frames === 1 ||
    (frameRate !== undefined &&
      frameRate.numerator * rate.denominator === rate.numerator * frameRate.denominator);
  return isExact && video.startSeconds === 0 ? undefined : 'the frames do not follow each other evenly';
}

function footageOf(assembly: Assembly, shot: string): Footage {
  const { file, facts } = mediaOf(assembly, shot);
  return { file, video: facts.video };
}

function shotsOf(piece: Piece): readonly string[] {
  if (piece.kind === 'body') return [piece.clip.shot];
  return [...(piece.outgoing === 'black' ? [] : [piece.outgoing.clip.shot]), piece.incoming.shot];
}
