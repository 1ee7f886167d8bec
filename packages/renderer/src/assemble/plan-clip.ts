import { CODEC_NAMES, type FrameRate, framesToSeconds, type Timeline } from '@storyboard/core';
import type { PictureStream } from '../mp4/read-pictures.ts';
import type { ColourMatch } from '../picture/match-colours.ts';
import type { ShotMedia } from './assembly.ts';
import { type ClipReading, clipStream } from './clip-stream.ts';
import { copyProblem } from './copy-problem.ts';
import { copyRange } from './copy-range.ts';
import type { PictureForm } from './film-form.ts';
import { bodyOf, type CopyRange } from './plan-pictures.ts';

/** How the pictures of a clip get into the film. */
export type ClipPlan = {
  readonly copied: CopyRange | undefined;
  /** The clip's packets, where they are as the film's. */
  readonly stream: PictureStream | undefined;
  /** Whether the packets come out of a copy of the clip in another container. */
  readonly repacked: boolean;
  /** Whether decoding may begin in the middle, wherever the clip's index has a key picture. */
  readonly seekable: boolean;
  /** Whether all pictures are shown in turn, though the clip has a list of several cuts. */
  readonly inTurn: boolean;
  /** Why what is not copied is encoded; undefined when all is copied. */
  readonly encodedBecause: string | undefined;
};

const IN_TRANSITION = 'a transition changes its frames';
const NOTHING_LEFT = 'a transition changes its frames, and what is left does not stand on its own';
const ONE_KEY = 'it has one key picture only, which a transition changes, and no other stands without it';
const NO_KEY = 'a transition changes its key pictures, and no other stands without them';

/** Looks what of a clip can be taken over as it is. */
export async function planClip(
  timeline: Timeline,
  index: number,
  media: ShotMedia,
  form: PictureForm,
  match: ColourMatch | undefined,
  reading: ClipReading,
): Promise<ClipPlan> {
  const clip = timeline.clips[index];
  const { video } = media.facts;
  const unlike =
    form.codec === 'h264' ? copyProblem(video, timeline) : `the film is in ${CODEC_NAMES[form.codec]}`;
  const problem = together(unlike, match?.why);
  const held = heldBecause(video, clip?.frames ?? 0, timeline.frameRate);
  const found = problem === undefined ? await clipStream(media, timeline, reading) : undefined;
  if (clip === undefined || found === undefined) {
    const encodedBecause = together(problem ?? 'its pictures could not be taken over as they are', held);
    const nothing = { copied: undefined, stream: undefined, repacked: false, seekable: false, inTurn: false };
    return { ...nothing, encodedBecause };
  }
  const { stream, repacked } = found;
  const body = bodyOf(timeline, index);
  const copied = copyRange(stream, body);
  const isWhole = copied !== undefined && copied.end - copied.from === clip.frames;
  const differs =
    video.frames === clip.frames ? undefined : `it has ${video.frames} frames, ${clip.frames} are used`;
  // Whoever looks for a place to begin at believes the index.
  const keys = stream.sync.reduce((sum, key) => sum + key, 0);
  const isKeyless = !stream.sync.subarray(body.from, body.end).includes(1);
  const keyless = isKeyless ? (keys === 1 ? ONE_KEY : NO_KEY) : undefined;
  const inTransition =
    body.end - body.from < clip.frames ? (copied === undefined ? NOTHING_LEFT : IN_TRANSITION) : undefined;
  const encodedBecause = isWhole
    ? undefined
    : (held ?? keyless ?? differs ?? inTransition ?? 'no part of it stands on its own');
  const isIndexed = stream.seekable && !repacked && video.startSeconds === 0;
  const seekable = isIndexed && keys === video.keyframes.length;
  const inTurn = !stream.seekable && !repacked;
  return { copied, stream, repacked, seekable, inTurn, encodedBecause };
}

function together(...reasons: readonly (string | undefined)[]): string | undefined {
  const told = reasons.filter((reason) => reason !== undefined);
  return told.length === 0 ? undefined : told.join('; ');
}

/** Says of a clip that ends before its shot by how much; undefined of all others. */
function heldBecause(
  { durationSeconds }: ShotMedia['facts']['video'],
  frames: number,
  rate: FrameRate,
): string | undefined {
  const missing = framesToSeconds(frames, rate) - durationSeconds;
  // Less than half a frame is no frame to hold.
  if (missing < framesToSeconds(1, rate) / 2) return undefined;
  return `it is ${Number(missing.toFixed(2))} s shorter than its shot, its last frame is held`;
}
