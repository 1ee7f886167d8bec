import type { FrameRate, Timeline } from '@storyboard/core';
import { hasFilmColours, spokenColours } from '../media/colour.ts';
import type { VideoFacts } from '../media/probe-media.ts';

const HIGH_PROFILE = 100;

/**
 * Why a clip's pictures cannot go into the film as they are, in words for people; undefined when they can. They can
 * when the film would look and play the same as if they were encoded again: same codec, size, shape, rate and colour, and
 * a start that needs nothing before it.
 */
export function copyProblem(video: VideoFacts, timeline: Timeline): string | undefined {
  return problems(video, timeline).find((problem) => problem !== undefined);
}

function problems(video: VideoFacts, timeline: Timeline): readonly (string | undefined)[] {
  const { size, frameRate } = timeline;
  const { h264 } = video;
  const sets = h264 ?? { profile: 0, chroma: '', bitDepth: 0, interlaced: false, size };
  return [
    when(video.codec !== 'avc', `its codec is ${video.codec}, not H.264`),
    when(video.codec === 'avc' && h264 === undefined, 'its H.264 parameters are not where they can be read'),
    when(
      video.width !== size.width || video.height !== size.height,
      `it is ${video.width}×${video.height}, the film ${size.width}×${size.height}`,
    ),
    when(
      sets.size.width !== size.width || sets.size.height !== size.height,
      `its pictures are ${sets.size.width}×${sets.size.height}, whatever its index says`,
    ),
    when(video.rotation !== 0 || video.flipped, 'it is stored turned'),
    when(!isSquare(video.pixelAspect), 'its pixels are not square'),
    when(
      !isSameRate(video.frameRate, frameRate),
      `it has ${spokenRate(video.frameRate)}, the film ${spokenRate(frameRate)}`,
    ),
    when(sets.profile !== HIGH_PROFILE, 'it is not H.264 High'),
    when(sets.chroma !== '4:2:0' || sets.bitDepth !== 8, 'its pixel format is not yuv420p'),
    when(sets.interlaced, 'it may be interlaced'),
    when(!hasFilmColours(video), `its colours are ${spokenColours(video)}, the film's bt709`),
    when(!video.startsClean || !video.closed, 'it does not start on its own'),
    when(video.startSeconds < 0, 'its first pictures are not shown'),
  ];
}

function when(is: boolean, problem: string): string | undefined {
  return is ? problem : undefined;
}

function isSquare(aspect: VideoFacts['pixelAspect']): boolean {
  return aspect.width === aspect.height;
}

function isSameRate(a: FrameRate | undefined, b: FrameRate): boolean {
  return a !== undefined && a.numerator * b.denominator === b.numerator * a.denominator;
}

function spokenRate(rate: FrameRate | undefined): string {
  if (rate === undefined) return 'a varying frame rate';
  return `${Number((rate.numerator / rate.denominator).toFixed(3))} fps`;
}
