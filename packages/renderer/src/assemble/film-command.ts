import { type FrameRate, StoryboardError } from '@storyboard/core';
import { fileName } from '../ffmpeg/file-arguments.ts';
import { AAC_PRIMING_SAMPLES, SAMPLES_PER_SECOND, ticksPerSecond } from './encoding.ts';

/** A piece of the film that is ready: its name in the work folder and its exact length. */
export type ReadyPiece = { readonly name: string; readonly frames: number };

/** The only files that the list may lead to, by demuxer; the whole name of the MP4 family's, or nothing matches. */
const FORMATS = 'concat,mov,mp4,m4a,3gp,3g2,mj2';

/**
 * The list of pieces that ffmpeg's concat demuxer reads. The names are ours, so that its safe mode can stay on. Each
 * length is the difference of two places counted from the film's start, so that rounding never adds up.
 */
export function pieceList(pieces: readonly ReadyPiece[], rate: FrameRate): string {
  let frame = 0;
  const lines = pieces.flatMap((piece) => {
    if (!/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(piece.name)) {
      throw new StoryboardError('assembly-failed', `"${piece.name}" is no name for a piece.`);
    }
    const start = microseconds(frame, rate);
    frame += piece.frames;
    const length = microseconds(frame, rate) - start;
    return [`file ${piece.name}`, `duration ${(length / 1_000_000).toFixed(6)}`];
  });
  return ['ffconcat version 1.0', ...lines, ''].join('\n');
}

/**
 * Arguments that join pieces and sound into the film without encoding anything again; run in the folder of the list.
 *
 * Pieces differ in how far ahead of showing they decode. `setts` gives each picture the place in decoding that it has
 * in the whole film, `reorder` frames early, so that no two pictures ever claim the same moment. The sound's edit list
 * is left out and put back as an offset: read as written, it would be cut to whole milliseconds.
 */
export function filmCommand(film: {
  readonly list: string;
  readonly soundFile: string;
  readonly outFile: string;
  readonly frameRate: FrameRate;
  /** The most frames that any piece decodes ahead. */
  readonly reorder: number;
  /** Whether this ffmpeg can count a film's length in samples; else it is in milliseconds. */
  readonly exactLength: boolean;
}): readonly string[] {
  const { numerator, denominator } = film.frameRate;
  const decoding = `setts=pts=PTS:dts=round((N-${film.reorder})*${denominator}/(${numerator}*TB))`;
  const priming = (-AAC_PRIMING_SAMPLES / SAMPLES_PER_SECOND).toFixed(9);
  return [
    ...['-protocol_whitelist', 'file', '-format_whitelist', FORMATS],
    ...['-f', 'concat', '-safe', '1', '-i', `file:${film.list}`],
    ...['-protocol_whitelist', 'file', '-ignore_editlist', '1', '-itsoffset', priming],
    ...['-f', 'mov', '-i', fileName(film.soundFile)],
    ...['-map', '0:v:0', '-map', '1:a:0', '-c', 'copy', '-bsf:v', decoding],
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
    ...['-video_track_timescale', String(ticksPerSecond(film.frameRate)), '-movflags', '+faststart'],
    ...(film.exactLength ? ['-movie_timescale', String(SAMPLES_PER_SECOND)] : []),
    ...['-f', 'mp4', fileName(film.outFile)],
  ];
}

function microseconds(frame: number, rate: FrameRate): number {
  return Math.round((frame * 1_000_000 * rate.denominator) / rate.numerator);
}
