import type { Codec, FrameRate, Preset, Quality, Timeline } from '@storyboard/core';
import { ticksPerSecond } from '../mp4/film-index.ts';
import { type PictureForm, STANDARD_PICTURES } from './film-form.ts';

/** Changes whenever a piece or sound that is held from before must not be used any more. */
export const RECIPE = 4;

/**
 * Fixed, because the bytes depend on it. One piece in three threads keeps two cores as busy as two pieces at a time do, in
 * two thirds of their memory.
 */
export const ENCODER_THREADS = 3;

/** Decoding is a fifteenth of encoding: a second thread would keep more pictures in memory, and be no faster. */
export const DECODER_THREADS = 1;

/** Sound of the film. */
export const SAMPLES_PER_SECOND = 48_000;

/** A frame rate as ffmpeg takes it. */
export function rateText(rate: FrameRate): string {
  return `${rate.numerator}/${rate.denominator}`;
}

/** The encoders of each codec, the one that is used where it is there first. */
export const ENCODERS: Readonly<Record<Codec, readonly string[]>> = {
  h264: ['libx264'],
  hevc: ['libx265'],
  av1: ['libsvtav1', 'libaom-av1'],
  prores: ['prores_ks'],
};

/**
 * Codec and container arguments of every encoded piece. All pieces of a film get the same parameter sets, closed groups
 * let each start on its own, and nothing in them depends on the machine, its processor or the day.
 *
 * @param form - `STANDARD_PICTURES` by default.
 * @param encoder - One of `ENCODERS` that this ffmpeg has.
 */
export function pieceEncoding(
  timeline: Pick<Timeline, 'frameRate'>,
  form: PictureForm = STANDARD_PICTURES,
  encoder = 'libx264',
): readonly string[] {
  const keyframeInterval = Math.round((2 * timeline.frameRate.numerator) / timeline.frameRate.denominator);
  const specific = (SPECIFIC[encoder] ?? libx264)(form);
  return [
    ...['-c:v', encoder, ...specific],
    ...(form.codec === 'prores' ? [] : ['-g', String(keyframeInterval)]),
    ...['-threads', String(ENCODER_THREADS)],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
    ...['-flags:v', '+bitexact'],
    ...['-an', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
    ...['-video_track_timescale', String(ticksPerSecond(timeline.frameRate))],
    ...['-f', pieceFormat(form)],
  ];
}

/** The format, and the extension, of the file that a piece is in. */
export function pieceFormat(form: PictureForm): 'mp4' | 'mov' {
  return form.codec === 'prores' ? 'mov' : 'mp4';
}

const SPECIFIC: Readonly<Record<string, (form: PictureForm) => readonly string[]>> = {
  libx264,
  libx265,
  libsvtav1,
  'libaom-av1': libaom,
  prores_ks: proresKs,
};

/**
 * x264's trade of time against size: `veryfast` with 17 is as good as `faster` with 18 on real clips, in three quarters of
 * its time and with a tenth more bytes of what little is encoded.
 */
function libx264({ quality, preset }: PictureForm): readonly string[] {
  const presets = { draft: 'superfast', standard: 'veryfast', master: 'slow' };
  const quantisers = { draft: 24, standard: 18, master: 13 };
  const chosen = preset === undefined ? presets[quality] : WORDS[preset];
  const quantiser = quantisers[quality] - (chosen === 'veryfast' ? 1 : 0);
  return [
    ...['-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    ...['-preset', chosen, '-crf', String(quantiser)],
    // Equal parameter sets whatever the pictures are. Looking further ahead takes up to 50 MB and gains 0.1 dB; doing so in
    // a thread of its own takes 10 MB, for the same bytes.
    ...['-x264-params', 'stitchable=1:open-gop=0:cpu-independent=1:rc-lookahead=8:sync-lookahead=0'],
  ];
}

function libx265({ quality, preset }: PictureForm): readonly string[] {
  const presets = { draft: 'ultrafast', standard: 'fast', master: 'slow' };
  const quantisers = { draft: '28', standard: '20', master: '15' };
  return [
    ...['-profile:v', 'main', '-pix_fmt', 'yuv420p', '-tag:v', 'hvc1'],
    ...['-preset', preset === undefined ? presets[quality] : WORDS[preset], '-crf', quantisers[quality]],
    ...['-x265-params', `log-level=error:open-gop=0:info=0:frame-threads=${ENCODER_THREADS}`],
  ];
}

/** The same words as in x264 and x265. */
const WORDS: Readonly<Record<Preset, string>> = { fast: 'veryfast', medium: 'medium', slow: 'slow' };

function libsvtav1({ quality, preset }: PictureForm): readonly string[] {
  const presets: Readonly<Record<Quality | Preset, string>> = {
    ...{ draft: '12', standard: '8', master: '5' },
    ...{ fast: '10', medium: '7', slow: '4' },
  };
  const quantisers = { draft: '42', standard: '28', master: '18' };
  return [
    ...['-pix_fmt', 'yuv420p', '-preset', presets[preset ?? quality], '-crf', quantisers[quality]],
    // Groups of pictures that begin with a real key picture.
    ...['-svtav1-params', 'irefresh-type=2'],
  ];
}

function libaom({ quality, preset }: PictureForm): readonly string[] {
  const presets: Readonly<Record<Quality | Preset, string>> = {
    ...{ draft: '8', standard: '6', master: '4' },
    ...{ fast: '8', medium: '5', slow: '3' },
  };
  const quantisers = { draft: '40', standard: '26', master: '16' };
  return [
    ...['-pix_fmt', 'yuv420p', '-cpu-used', presets[preset ?? quality], '-crf', quantisers[quality]],
    ...['-b:v', '0', '-row-mt', '1', '-usage', quality === 'draft' ? 'realtime' : 'good'],
  ];
}

/** By the names of its makers: LT, 422 and 422 HQ. */
function proresKs({ quality }: PictureForm): readonly string[] {
  const profiles = { draft: '1', standard: '2', master: '3' };
  return ['-profile:v', profiles[quality], '-vendor', 'apl0', '-pix_fmt', 'yuv422p10le'];
}
