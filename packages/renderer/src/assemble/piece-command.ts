import type { Timeline, TimelineClip } from '@storyboard/core';
import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import type { VideoFacts } from '../media/probe-media.ts';
import { DECODER_THREADS } from './encoding.ts';
import { blackSource, normaliseFilter } from './normalise-filter.ts';
import type { BodyPiece, JoinPiece } from './plan-pictures.ts';

/** A clip's footage: its file (absolute) and what is in it. */
export type Footage = {
  readonly file: string;
  readonly video: VideoFacts;
  /** Whether its frames are the film's, one for one, and decoding may begin in the middle of it. */
  readonly seekable: boolean;
  /** Whether all its pictures are shown in turn though it has a list of several cuts, which ffmpeg follows not quite. */
  readonly inTurn: boolean;
  /** Filters over its pictures in their final size, colours and format. */
  readonly graded?: string | undefined;
};

/** What is asked of an encoder: the film that the piece is for, the arguments of its encoding, and the file. */
export type PieceOutput = {
  readonly timeline: Timeline;
  readonly encoding: readonly string[];
  readonly outFile: string;
};

/** Frames of a clip that are decoded for a piece. */
type Wanted = {
  readonly clip: TimelineClip;
  readonly footage: Footage;
  readonly from: number;
  readonly frames: number;
};

/** Arguments that encode frames of one clip as a piece of the film. */
export function bodyCommand(piece: BodyPiece, footage: Footage, output: PieceOutput): readonly string[] {
  const wanted = { clip: piece.clip, footage, from: piece.from, frames: piece.frames };
  const graph = `[0:v:0]${normalised(wanted, output.timeline, 'a')}[film]`;
  return encode([decoded(wanted, output.timeline)], graph, piece.frames, output);
}

/**
 * Arguments that encode a transition, and what lies on both sides of it, as one piece of the film; footage is undefined
 * for black.
 */
export function joinCommand(
  piece: JoinPiece,
  outgoing: Footage | undefined,
  incoming: Footage | undefined,
  output: PieceOutput,
): readonly string[] {
  const { timeline } = output;
  const { frames, before, overlap } = piece;
  const from =
    piece.outgoing === 'black' || outgoing === undefined
      ? undefined
      : { ...piece.outgoing, footage: outgoing, frames: before + overlap };
  const to =
    piece.incoming === 'black' || incoming === undefined
      ? undefined
      : { clip: piece.incoming, footage: incoming, from: 0, frames: frames - before };
  const black = blackSource(timeline.size, timeline.frameRate, overlap);
  const inputs = [from, to].flatMap((wanted) => (wanted === undefined ? [] : [decoded(wanted, timeline)]));
  const first = from === undefined ? black : `[0:v:0]${normalised(from, timeline, 'a')}`;
  const second = to === undefined ? black : `[${inputs.length - 1}:v:0]${normalised(to, timeline, 'b')}`;
  const times = `duration=${seconds(overlap, timeline)}:offset=${seconds(before, timeline)}`;
  const fade = `xfade=transition=${transitionName(piece.type)}:${times}`;
  // xfade is over as soon as its first input ends, without that input's last frame; so both go on a little longer.
  const longer = 'tpad=stop_mode=clone:stop=2';
  const graph = [
    `${first},${longer}[from]`,
    `${second},${longer}[to]`,
    // It may give another pixel format where both its inputs have the same.
    `[from][to]${fade},trim=end_frame=${frames},format=yuv420p[film]`,
  ].join(';');
  return encode(inputs, graph, frames, output);
}

function seconds(frames: number, { frameRate }: Timeline): string {
  return ((frames * frameRate.denominator) / frameRate.numerator).toFixed(6);
}

function decoded(wanted: Wanted, timeline: Timeline): readonly string[] {
  const { file, inTurn } = wanted.footage;
  const options = ['-threads', String(DECODER_THREADS), ...(inTurn ? ['-ignore_editlist', '1'] : [])];
  const first = firstDecoded(wanted);
  if (first === 0) return inputFile(file, options);
  // Between two frames, so that no rounding can decide which is the first.
  return inputFile(file, [...options, '-seek_timestamp', '1', '-ss', seconds(first - 0.5, timeline)]);
}

/**
 * Frames long before the wanted ones are not even decoded where a later key picture will do. Of footage that has ended by
 * then its last frame is needed, which is held.
 */
function firstDecoded({ footage: { seekable, video }, from }: Wanted): number {
  const first = Math.min(from, video.frames - 1);
  return seekable && video.keyframes.some((frame) => frame > 0 && frame <= first) ? first : 0;
}

function normalised(wanted: Wanted, timeline: Timeline, label: string): string {
  const { size, frameRate } = timeline;
  const { clip, footage, frames } = wanted;
  const { video, graded } = footage;
  const from = wanted.from - firstDecoded(wanted);
  return normaliseFilter({ video, from, frames, fit: clip.fit, size, frameRate, graded }, label);
}

function encode(
  inputs: readonly (readonly string[])[],
  graph: string,
  frames: number,
  { encoding, outFile }: PieceOutput,
): readonly string[] {
  return [
    ...inputs.flat(),
    ...['-filter_complex_threads', String(DECODER_THREADS), '-filter_complex', graph],
    ...['-map', '[film]', '-frames:v', String(frames)],
    ...encoding,
    fileName(outFile),
  ];
}

/** The one word of a storyboard that becomes part of a filter graph. */
function transitionName(type: string): string {
  if (!/^[a-z]+$/.test(type)) throw new RangeError(`"${type}" is not the name of a transition.`);
  return type;
}
