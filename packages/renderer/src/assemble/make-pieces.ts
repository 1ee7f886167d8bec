import { StoryboardError, type TimelineClip } from '@storyboard/core';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { PicturePart } from '../mp4/film-plan.ts';
import { type PictureStream, partOf, readPictures } from '../mp4/read-pictures.ts';
import { type Assembly, mediaOf, namingShots, timeoutFor } from './assembly.ts';
import { pieceEncoding, pieceFormat } from './encoding.ts';
import type { MeterPart } from './meter.ts';
import { bodyCommand, type Footage, joinCommand, type PieceOutput } from './piece-command.ts';
import type { ClipPlan } from './plan-clip.ts';
import type { PicturePiece } from './plan-pictures.ts';
import { runPool } from './run-pool.ts';

/** What the making of a piece needs. */
export type Making = {
  readonly assembly: Assembly;
  /** Of each clip, in their order; those of clips that are not there yet are left out. */
  readonly plans: readonly (ClipPlan | undefined)[];
  readonly signal: AbortSignal;
};

/** What a piece weighs in the whole work, in encoded frames. */
export function pieceWeight(piece: PicturePiece): number {
  return piece.kind === 'copy' ? 0 : piece.frames;
}

/** Makes all pieces of the film, several at a time; one that fails stops the others. */
export async function makePieces(
  pieces: readonly PicturePiece[],
  making: Making,
): Promise<readonly PicturePart[]> {
  const { assembly, signal } = making;
  return runPool(pieces, assembly.concurrency, signal, async (piece, own) => {
    const part = assembly.meter.part(pieceWeight(piece));
    const made = await makePiece(piece, { ...making, signal: own }, part);
    part.to(1);
    return made;
  });
}

/**
 * Makes one piece: packets of the footage's own file, or of a file that is held.
 *
 * @throws StoryboardError `assembly-failed` with the shots it is about.
 */
export async function makePiece(
  piece: PicturePiece,
  making: Making,
  part: MeterPart | undefined,
): Promise<PicturePart> {
  return namingShots(shotsOf(piece), async () => {
    if (piece.kind !== 'copy') return encode(piece, making, part);
    const stream = planOf(piece.clip, making)?.stream;
    if (stream === undefined) throw new StoryboardError('assembly-failed', 'its pictures are not there.');
    return partOf(stream, piece.from, piece.from + piece.frames);
  });
}

/** Each shot that a piece is made of. */
export function shotsOf(piece: PicturePiece): readonly string[] {
  if (piece.kind !== 'join') return [piece.clip.shot];
  const { outgoing, incoming } = piece;
  return [
    ...(outgoing === 'black' ? [] : [outgoing.clip.shot]),
    ...(incoming === 'black' ? [] : [incoming.shot]),
  ];
}

async function encode(
  piece: Exclude<PicturePiece, { readonly kind: 'copy' }>,
  making: Making,
  part: MeterPart | undefined,
): Promise<PicturePart> {
  const { assembly, signal } = making;
  const { ffmpeg, cache, timeline, pictures, encoder } = assembly;
  const encoding = pieceEncoding(timeline, pictures, encoder);
  const command = (outFile: string): readonly string[] => {
    const output: PieceOutput = { timeline, encoding, outFile };
    if (piece.kind === 'body') return bodyCommand(piece, footageOf(piece.clip, making), output);
    const outgoing = piece.outgoing === 'black' ? undefined : footageOf(piece.outgoing.clip, making);
    const incoming = piece.incoming === 'black' ? undefined : footageOf(piece.incoming, making);
    return joinCommand(piece, outgoing, incoming, output);
  };
  let stream: PictureStream | undefined;
  const file = await cache.hold({
    args: command('').slice(0, -1),
    sources: [...new Set(shotsOf(piece).map((shot) => mediaOf(assembly, shot).file))],
    extension: pieceFormat(pictures),
    make: (outFile) =>
      runFfmpeg({
        ffmpeg,
        args: command(outFile),
        signal,
        timeoutMs: timeoutFor(piece.frames),
        onProgress: ({ frames }) => part?.to(frames / piece.frames),
      }),
    problem: async (made) => {
      stream = await readPictures(made);
      return pieceProblem(stream, piece.frames, timeline.frameRate);
    },
  });
  const whole = stream ?? (await readPictures(file));
  if (whole === undefined)
    throw new StoryboardError('assembly-failed', 'a piece of it is not there any more.');
  return partOf({ ...whole, file }, 0, whole.frames);
}

function pieceProblem(
  stream: PictureStream | undefined,
  frames: number,
  rate: Assembly['timeline']['frameRate'],
): string | undefined {
  if (stream?.frames !== frames) return `${stream?.frames ?? 0} frames came out, ${frames} were asked for`;
  const { frameRate, sync } = stream;
  const isExact =
    frameRate === undefined ||
    frameRate.numerator * rate.denominator === rate.numerator * frameRate.denominator;
  return isExact && sync[0] === 1 ? undefined : 'the frames do not follow each other evenly';
}

function planOf(clip: TimelineClip, { assembly, plans }: Making): ClipPlan | undefined {
  return plans[assembly.timeline.clips.indexOf(clip)];
}

function footageOf(clip: TimelineClip, making: Making): Footage {
  const { file, facts } = mediaOf(making.assembly, clip.shot);
  const graded = making.assembly.matches.get(clip.shot)?.filter;
  const { seekable = false, inTurn = false } = planOf(clip, making) ?? {};
  return { file, video: facts.video, seekable, inTurn, graded };
}
