import {
  type FrameRate,
  framesToSeconds,
  frameToSample,
  type Timeline,
} from '../../packages/core/src/index.ts';
import { type Area, type ReadCode, readCode } from './bar-code.ts';
import { chirp, findStretch, gainOf, type Side } from './chirp.ts';
import { type Take, takeSeconds } from './make-take.ts';
import type { DecodedFilm } from './read-film.ts';

/** A film whose takes are known frame by frame and sample by sample. */
export type KnownFilm = {
  readonly timeline: Timeline;
  /** By the shots of the timeline. */
  readonly takes: ReadonlyMap<string, Take>;
  /** Of which clips the sound is read; all by default. */
  readonly heard?: (index: number) => boolean;
};

/** How far the weight of a picture in a mix may be from what its place in the transition says. */
const WEIGHT_TOLERANCE = 0.06;
/** Below it a code cannot be relied on to be readable. */
const READABLE_WEIGHT = 0.2;
const STRETCH = 2048;
/** A hard cut may be softened for so many samples. */
const SOFT_CUT = 480;
const REACH = 96;
/** Coding costs some likeness, most of it right after a cut; stretches of other places have less than half of it. */
const LIKE = 0.85;
const GAIN_TOLERANCE = 0.1;

/** Everything in which a decoded film is not exactly what its timeline says, in words; the first of each kind. */
export function problemsOf(film: KnownFilm, decoded: DecodedFilm): readonly string[] {
  return [
    ...(decoded.complaints === '' ? [] : [`ffmpeg complains: ${decoded.complaints}`]),
    ...timeProblems(film.timeline, decoded),
    ...firstOf(pictureProblems(film, decoded)),
    ...firstOf(soundProblems(film, decoded)),
  ];
}

function firstOf(problems: Iterable<string>, most = 5): readonly string[] {
  const found: string[] = [];
  for (const problem of problems) {
    found.push(problem);
    if (found.length === most) break;
  }
  return found;
}

function timeProblems({ frames, frameRate }: Timeline, { pictures, shownAt, sound }: DecodedFilm): string[] {
  const problems: string[] = [];
  if (pictures.length !== frames) problems.push(`there are ${pictures.length} pictures, not ${frames}`);
  const strayed = shownAt.findIndex(
    (seconds, index) => Math.abs(seconds - framesToSeconds(index, frameRate)) > 1e-6,
  );
  if (strayed !== -1) problems.push(`picture ${strayed} is shown at ${shownAt[strayed]} s`);
  const samples = frameToSample(frames, frameRate, 48_000);
  // The last packet of AAC is decoded to its end.
  const extra = sound.left.length - samples;
  if (extra < 0 || extra >= 1024) problems.push(`the sound has ${extra} samples more than the pictures`);
  return problems;
}

function* pictureProblems({ timeline, takes }: KnownFilm, { pictures }: DecodedFilm): Generator<string> {
  for (const [index, clip] of timeline.clips.entries()) {
    const take = takeOf(takes, clip.shot);
    const half = take.shot % 2 === 0 ? 'even' : 'odd';
    let before = 0;
    for (let frame = 0; frame < clip.frames; frame += 1) {
      const weight = weightAt(timeline, index, frame);
      const luma = pictures[clip.start + frame];
      const place = `picture ${clip.start + frame}, frame ${frame} of ${clip.shot}`;
      if (luma === undefined) {
        yield `${place}: missing`;
        continue;
      }
      const read = readCode(luma, half, areaOf(take, timeline), timeline.size.width);
      const problem = codeProblem(read, take, frame, weight, timeline.frameRate);
      if (problem !== undefined) yield `${place}: ${problem}`;
      if (read !== undefined && read.frame < before)
        yield `${place}: it is frame ${read.frame} after ${before}`;
      before = read?.frame ?? before;
    }
  }
}

function codeProblem(
  read: ReadCode | undefined,
  take: Take,
  frame: number,
  weight: number,
  rate: FrameRate,
): string | undefined {
  if (read === undefined) return weight < READABLE_WEIGHT ? undefined : 'no code can be read';
  if (read.shot !== take.shot) return `it is of shot ${read.shot}, not of ${take.shot}`;
  const { least, most } = framesShown(take, frame, rate);
  if (read.frame < least || read.frame > most) {
    return `it is frame ${read.frame}, not ${least === most ? least : `${least} to ${most}`}`;
  }
  if (Math.abs(read.weight - weight) <= WEIGHT_TOLERANCE) return undefined;
  return `it makes up ${read.weight.toFixed(2)} of the picture, not ${weight.toFixed(2)}`;
}

/** Which frame of a take may be shown where: exactly one at the film's own rate, else one that is near in time. */
function framesShown(take: Take, frame: number, rate: FrameRate): { least: number; most: number } {
  const [numerator = 24, denominator = 1] = take.rate.split('/').map(Number);
  const ratio = (numerator * rate.denominator) / (rate.numerator * denominator);
  const distance = ratio === 1 ? 0 : Math.max(1, ratio / 2);
  const last = take.frames - 1;
  // One that is held stands for the last that was shown in time.
  const place = Math.min(last, frame * ratio);
  return {
    least: Math.max(0, Math.ceil(place - distance - 1e-6)),
    most: Math.min(last, Math.floor(place + distance + 1e-6)),
  };
}

/** How much of a picture a clip makes up on one of its frames. */
export function weightAt({ clips, frames, ending }: Timeline, index: number, frame: number): number {
  const clip = clips[index];
  const next = clips[index + 1];
  const rising = (clip?.transition?.frames ?? 0) > frame ? frame / (clip?.transition?.frames ?? 1) : 1;
  const left = (clip?.frames ?? 0) - frame;
  const overlap = next?.transition?.frames ?? 0;
  const falling = left <= overlap ? left / overlap : 1;
  const end = frames - ((clip?.start ?? 0) + frame);
  const leaving = ending !== undefined && end <= ending.frames ? end / ending.frames : 1;
  return rising * falling * leaving;
}

/** Where in the film's picture a take lies: as large as it fits, in the middle. */
function areaOf(take: Take, { size }: Timeline): Area {
  const scale = Math.min(size.width / take.width, size.height / take.height);
  const [width, height] = [take.width * scale, take.height * scale];
  return { left: (size.width - width) / 2, top: (size.height - height) / 2, width, height };
}

function* soundProblems(film: KnownFilm, { sound }: DecodedFilm): Generator<string> {
  const { timeline, takes, heard = () => true } = film;
  for (const [index, clip] of timeline.clips.entries()) {
    const take = takeOf(takes, clip.shot);
    const start = sampleOf(timeline, clip.start);
    const fadeIn = sampleOf(timeline, clip.start + (clip.transition?.frames ?? 0)) - start;
    const next = timeline.clips[index + 1];
    const isLast = next === undefined;
    const end = isLast ? timeline.frames - (timeline.ending?.frames ?? 0) : next.start;
    const alone = { from: Math.max(fadeIn, SOFT_CUT), to: sampleOf(timeline, end) - start - SOFT_CUT };
    if (!heard(index)) continue;
    if (take.sound === undefined) {
      const loudest = peakOf(sound.left.subarray(start + alone.from + 1024, start + alone.to - 1024));
      if (loudest > 1e-3) yield `${clip.shot} is silent, but heard with ${loudest}`;
      continue;
    }
    const seconds = takeSeconds(take);
    for (const side of ['left', 'right'] as const) {
      const whole = chirp({ shot: take.shot, seconds, channels: take.sound.channels }, side);
      yield* stretchProblems(clip.shot, side, sound[side], start, whole, alone);
    }
  }
}

/** Looks at the beginning, the middle and the end of what is heard of a clip alone. */
function* stretchProblems(
  shot: string,
  side: Side,
  sound: Float32Array,
  start: number,
  whole: Float32Array,
  alone: { readonly from: number; readonly to: number },
): Generator<string> {
  const to = Math.min(alone.to, whole.length);
  const length = Math.min(STRETCH, to - alone.from);
  if (length < STRETCH / 2) return;
  const middle = Math.floor((alone.from + to - length) / 2);
  for (const place of new Set([alone.from, middle, to - length])) {
    const stretch = whole.subarray(place, place + length);
    const { lag, likeness } = findStretch(sound, start + place, stretch, REACH);
    const what = `sample ${place} of ${shot} on the ${side}`;
    if (likeness < LIKE) yield `${what} is not near where it belongs (${likeness.toFixed(2)})`;
    else if (lag !== 0) yield `${what} is ${lag} samples late`;
    const gain = gainOf(sound, start + place, stretch);
    if (place === middle && lag === 0 && Math.abs(gain - 1) > GAIN_TOLERANCE) {
      yield `${what} is ${gain.toFixed(2)} as loud as in its take`;
    }
  }
}

function sampleOf({ frameRate }: Timeline, frame: number): number {
  return frameToSample(frame, frameRate, 48_000);
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

function takeOf(takes: ReadonlyMap<string, Take>, shot: string): Take {
  const take = takes.get(shot);
  if (take === undefined) throw new Error(`There is no take of ${shot}.`);
  return take;
}
