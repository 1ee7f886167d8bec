import { visibleText } from '@storyboard/core';
import type { FilmFacts } from '@storyboard/renderer';
import { count } from '../words.ts';

/** Codecs as people know them. */
const NAMES: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'HEVC',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  aac: 'AAC',
  mp3: 'MP3',
  opus: 'Opus',
  flac: 'FLAC',
};

/** Profiles of H.264 by their number (ITU-T H.264, annex A). */
const PROFILES: Readonly<Record<number, string>> = {
  66: 'Baseline',
  77: 'Main',
  88: 'Extended',
  100: 'High',
  110: 'High 10',
  122: 'High 4:2:2',
  244: 'High 4:4:4',
};

const CHANNELS: Readonly<Record<number, string>> = { 1: 'mono', 2: 'stereo', 6: '5.1', 8: '7.1' };

/** A film's pictures in a line: how they are coded, how large and how fast they are, and their colours. */
export function pictureWords(pictures: NonNullable<FilmFacts['pictures']>): string {
  const { codec, profile, width, height, frameRate, framesPerSecond, colour, keyframes } = pictures;
  const named = profile === undefined ? undefined : PROFILES[profile];
  const rate = `${Number(framesPerSecond.toFixed(3))} frames a second`;
  return [
    named === undefined ? nameOf(codec) : `${nameOf(codec)} ${named}`,
    `${width}×${height}`,
    frameRate === undefined ? `about ${rate}` : rate,
    visibleText(colour.matrix ?? 'colours not said'),
    count(keyframes, 'key frame'),
  ].join(', ');
}

/** A film's sound in a line: how it is coded, its channels, and how its length compares with that of the pictures. */
export function soundWords(sound: NonNullable<FilmFacts['sound']>): string {
  const { codec, samplesPerSecond, channels, drift } = sound;
  return [
    nameOf(codec),
    `${samplesPerSecond / 1000} kHz`,
    CHANNELS[channels] ?? `${channels} channels`,
    ...(drift === undefined ? [] : [driftWords(drift)]),
  ].join(', ');
}

function driftWords(drift: number): string {
  if (drift === 0) return 'as long as the pictures to the sample';
  const length = `${Number((Math.abs(drift) / 48).toFixed(2))} ms`;
  return `${length} ${drift < 0 ? 'shorter' : 'longer'} than the pictures`;
}

function nameOf(codec: string): string {
  if (codec.startsWith('pcm')) return 'PCM';
  return NAMES[codec] ?? visibleText(codec);
}
