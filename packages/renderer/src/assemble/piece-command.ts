import type { Timeline, TimelineClip } from '@storyboard/core';
import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import { saysBt709 } from '../media/colour.ts';
import type { VideoFacts } from '../media/probe-media.ts';
import type { BodyPiece, JoinPiece } from './cut-pieces.ts';
import { ENCODER_THREADS, pieceContainer, pieceEncoding } from './encoding.ts';
import { blackSource, normaliseFilter } from './normalise-filter.ts';

/** A clip's footage: its file (absolute) and what is in it. */
export type Footage = { readonly file: string; readonly video: VideoFacts };

/** Arguments that encode frames of one clip as a piece of the film. */
export function bodyCommand(
  piece: BodyPiece,
  footage: Footage,
  timeline: Timeline,
  outFile: string,
): readonly string[] {
  const graph = `[0:v:0]${normalised(piece.clip, footage, piece.from, piece.frames, timeline, 'a')}[film]`;
  return encode([decoded(footage)], graph, piece.frames, timeline, outFile);
}

/** Arguments that encode a transition as a piece of the film; `outgoing` is undefined for black. */
export function joinCommand(
  piece: JoinPiece,
  outgoing: Footage | undefined,
  incoming: Footage,
  timeline: Timeline,
  outFile: string,
): readonly string[] {
  const { size, frameRate } = timeline;
  const { frames } = piece;
  const before =
    outgoing === undefined || piece.outgoing === 'black'
      ? blackSource(size, frameRate, frames)
      : `[0:v:0]${normalised(piece.outgoing.clip, outgoing, piece.outgoing.from, frames, timeline, 'a')}`;
  const inputs = [...(outgoing === undefined ? [] : [decoded(outgoing)]), decoded(incoming)];
  const after = `[${inputs.length - 1}:v:0]${normalised(piece.incoming, incoming, 0, frames, timeline, 'b')}`;
  const seconds = (frames * frameRate.denominator) / frameRate.numerator;
  const fade = `xfade=transition=${transitionName(piece.type)}:duration=${seconds.toFixed(6)}:offset=0`;
  // xfade is over as soon as its first input ends, without that input's last frame; so both go on a little longer.
  const longer = 'tpad=stop_mode=clone:stop=2';
  const graph = [
    `${before},${longer}[from]`,
    `${after},${longer}[to]`,
    // It may give another pixel format where both its inputs have the same.
    `[from][to]${fade},trim=end_frame=${frames},format=yuv420p[film]`,
  ].join(';');
  return encode(inputs, graph, frames, timeline, outFile);
}

/**
 * Arguments that take a clip's pictures over as they are. Where they do not say that their colours are bt709 it is
 * written into their headers, so that the film says it throughout; the pictures themselves stay the same bytes.
 */
export function copyCommand(footage: Footage, timeline: Timeline, outFile: string): readonly string[] {
  const { h264 } = footage.video;
  const isTagged = h264 !== undefined && saysBt709(h264.colour);
  const tag =
    'h264_metadata=colour_primaries=1:transfer_characteristics=1:matrix_coefficients=1:video_full_range_flag=0';
  return [
    '-copyts',
    ...inputFile(footage.file),
    ...['-map', '0:v:0', '-c:v', 'copy', ...(isTagged ? [] : ['-bsf:v', tag])],
    ...pieceContainer(timeline),
    fileName(outFile),
  ];
}

function decoded(footage: Footage): readonly string[] {
  return inputFile(footage.file, ['-threads', String(ENCODER_THREADS)]);
}

function normalised(
  clip: TimelineClip,
  footage: Footage,
  from: number,
  frames: number,
  { size, frameRate }: Timeline,
  label: string,
): string {
  return normaliseFilter({ video: footage.video, from, frames, fit: clip.fit, size, frameRate }, label);
}

function encode(
  inputs: readonly (readonly string[])[],
  graph: string,
  frames: number,
  timeline: Timeline,
  outFile: string,
): readonly string[] {
  return [
    ...inputs.flat(),
    ...['-filter_complex_threads', String(ENCODER_THREADS), '-filter_complex', graph],
    ...['-map', '[film]', '-frames:v', String(frames)],
    ...pieceEncoding(timeline),
    fileName(outFile),
  ];
}

/** The one word of a storyboard that becomes part of a filter graph. */
function transitionName(type: string): string {
  if (!/^[a-z]+$/.test(type)) throw new RangeError(`"${type}" is not the name of a transition.`);
  return type;
}
