import { type Finding, type FrameRate, frameToSample } from '@storyboard/core';
import type { AudioFacts, VideoFacts } from '../media/probe-media.ts';
import type { Cut } from './cut.ts';

/** Seconds by which the sound of a film of others may be longer or shorter than its pictures: a few packets of AAC. */
const FOREIGN_DRIFT = 0.1;
/** A clock of milliseconds cannot place 24 frames a second evenly. Seconds. */
const ROUNDING = 0.0021;

/** How a film is put together, as far as its own index says. */
export type FilmStructure = {
  readonly video:
    | Pick<
        VideoFacts,
        'frames' | 'ticks' | 'ticksPerSecond' | 'frameRate' | 'startSeconds' | 'durationSeconds'
      >
    | undefined;
  readonly audio: Pick<AudioFacts, 'durationSeconds'> | undefined;
};

type Pictures = NonNullable<FilmStructure['video']>;

/** Says what is wrong with how a film is put together, by its own index. `cut` is left out for a film of others. */
export function structureFindings(
  { video, audio }: FilmStructure,
  cut: Pick<Cut, 'frames' | 'frameRate'> | undefined,
): readonly Finding[] {
  if (video === undefined) return [{ code: 'wrong-frames', message: 'It has no pictures.' }];
  return [
    ...countFindings(video, cut),
    ...evenFindings(video, cut?.frameRate),
    ...soundLengthFindings(video, audio, cut),
  ];
}

/** By how many samples, at 48 kHz, a film's sound is longer (above zero) or shorter than its pictures. */
export function driftOf(
  { video, audio }: FilmStructure,
  cut?: Pick<Cut, 'frames' | 'frameRate'>,
): number | undefined {
  if (video === undefined || audio === undefined) return undefined;
  const rate = cut?.frameRate ?? video.frameRate;
  const pictures =
    rate === undefined
      ? Math.round(video.durationSeconds * 48_000)
      : frameToSample(cut?.frames ?? video.frames, rate, 48_000);
  return Math.round(audio.durationSeconds * 48_000) - pictures;
}

function countFindings(video: Pictures, cut: Pick<Cut, 'frames'> | undefined): readonly Finding[] {
  if (cut === undefined || cut.frames === video.frames) return [];
  return [{ code: 'wrong-frames', message: `It has ${video.frames} frames; its shots make ${cut.frames}.` }];
}

function evenFindings(video: Pictures, rate: FrameRate | undefined): readonly Finding[] {
  const { ticks, ticksPerSecond, frames, frameRate, startSeconds } = video;
  const late: readonly Finding[] =
    rate === undefined || startSeconds === 0
      ? []
      : [{ code: 'wrong-frames', message: `Its first frame is shown after ${startSeconds.toFixed(3)} s.` }];
  if (frames < 2) return late;
  const isRate = (found: FrameRate): boolean =>
    rate === undefined || found.numerator * rate.denominator === rate.numerator * found.denominator;
  if (frameRate !== undefined) {
    if (isRate(frameRate)) return late;
    const met = (frameRate.numerator / frameRate.denominator).toFixed(3);
    return [
      ...late,
      { code: 'wrong-frames', message: `It runs at ${met} frames a second, not at its own rate.` },
    ];
  }
  const steps = ticks.slice(1).map((tick, index) => (tick - (ticks[index] ?? 0)) / ticksPerSecond);
  const step = [...steps].sort((a, b) => a - b)[steps.length >> 1] ?? 0;
  const tolerance = rate === undefined ? ROUNDING : 1 / ticksPerSecond;
  const first = steps.findIndex((length) => Math.abs(length - step) > tolerance);
  if (first === -1) return late;
  const [least, most] = steps.reduce(
    ([low, high], length) => [Math.min(low, length), Math.max(high, length)],
    [step, step],
  );
  const message = `Its frames do not follow each other evenly: they are ${milliseconds(least)} to ${milliseconds(most)} ms apart.`;
  const seconds = ((ticks[first] ?? 0) - (ticks[0] ?? 0)) / ticksPerSecond;
  return [...late, { code: 'wrong-frames', message, seconds }];
}

function soundLengthFindings(
  video: Pictures,
  audio: FilmStructure['audio'],
  cut: Pick<Cut, 'frames' | 'frameRate'> | undefined,
): readonly Finding[] {
  if (audio === undefined)
    return cut === undefined ? [] : [{ code: 'wrong-sound', message: 'It has no sound.' }];
  const drift = driftOf({ video, audio }, cut) ?? 0;
  if (cut === undefined ? Math.abs(drift) <= FOREIGN_DRIFT * 48_000 : drift === 0) return [];
  const samples = Math.abs(drift);
  const length = `${samples} sample${samples === 1 ? '' : 's'} (${Number((samples / 48).toFixed(2))} ms)`;
  const message = `Its sound is ${length} ${drift < 0 ? 'shorter' : 'longer'} than its pictures.`;
  return [{ code: 'wrong-sound', message }];
}

function milliseconds(seconds: number): string {
  return String(Number((seconds * 1000).toFixed(1)));
}
