import type { FrameRate, Timeline } from '@storyboard/core';

/** Changes whenever a piece or sound that is held from before must not be used any more. */
export const RECIPE = 2;

/** x264's trade of time against size. Within 0.3 dB of `medium` on real clips at two thirds of its time. */
const PRESET = 'faster';

/** x264's quality: visually the same as its source. */
const QUALITY = 18;

/** Fixed, because the bytes depend on it; two keep the second core busy while the first decodes and filters. */
export const ENCODER_THREADS = 2;

/** Sound of the film. */
export const SAMPLES_PER_SECOND = 48_000;

/** Of the film's AAC track. */
export const SOUND_BITS_PER_SECOND = 192_000;

/** Samples that every AAC encoder of ffmpeg puts in front of the sound. */
export const AAC_PRIMING_SAMPLES = 1024;

/** Clock ticks per second in the film's picture track: every frame starts on a whole one. */
export function ticksPerSecond(rate: FrameRate): number {
  return rate.denominator === 1 ? rate.numerator * 512 : rate.numerator;
}

/** A frame rate as ffmpeg takes it. */
export function rateText(rate: FrameRate): string {
  return `${rate.numerator}/${rate.denominator}`;
}

/**
 * Codec and container arguments of every encoded piece. `stitchable` gives all of them the same parameter sets, closed
 * groups let each start on its own, and nothing in them depends on the machine, its processor or the day.
 */
export function pieceEncoding(timeline: Pick<Timeline, 'frameRate'>): readonly string[] {
  const keyframeInterval = Math.round((2 * timeline.frameRate.numerator) / timeline.frameRate.denominator);
  return [
    ...['-c:v', 'libx264', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    ...['-preset', PRESET, '-crf', String(QUALITY), '-g', String(keyframeInterval)],
    ...['-threads', String(ENCODER_THREADS), '-x264-params', 'stitchable=1:open-gop=0:cpu-independent=1'],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
    ...['-flags:v', '+bitexact'],
    ...pieceContainer(timeline),
  ];
}

/** Container arguments of every piece, encoded or copied. */
export function pieceContainer(timeline: Pick<Timeline, 'frameRate'>): readonly string[] {
  return [
    ...['-an', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
    ...['-video_track_timescale', String(ticksPerSecond(timeline.frameRate)), '-f', 'mp4'],
  ];
}
