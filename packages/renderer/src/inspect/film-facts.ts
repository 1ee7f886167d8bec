import { type FrameRate, framesToSeconds } from '@storyboard/core';
import type { ColourTags, MediaFacts, VideoFacts } from '../media/probe-media.ts';
import type { Cut } from './cut.ts';
import type { Container } from './read-container.ts';
import { driftOf } from './structure-findings.ts';

/** What a film is, by its own index. */
export type FilmFacts = Container & {
  readonly sizeBytes: number;
  readonly seconds: number;
  readonly bitsPerSecond: number;
  readonly pictures:
    | {
        /** `avc` (H.264), `hevc`, `av1`, `prores`, …, or the container's own name. */
        readonly codec: string;
        /** The number of the profile, for H.264. */
        readonly profile: number | undefined;
        /** As it is shown. */
        readonly width: number;
        readonly height: number;
        readonly frames: number;
        /** Absent where the frames do not follow each other evenly. */
        readonly frameRate: FrameRate | undefined;
        /** On average. */
        readonly framesPerSecond: number;
        /** How many of them decoding can start with. */
        readonly keyframes: number;
        readonly colour: ColourTags;
      }
    | undefined;
  readonly sound:
    | {
        readonly codec: string;
        readonly samplesPerSecond: number;
        readonly channels: number;
        readonly seconds: number;
        /** Samples, at 48 kHz, by which it is longer than the pictures; below zero where it is shorter. */
        readonly drift: number | undefined;
      }
    | undefined;
  /** In order; absent where the film does not say where its shots are. */
  readonly shots:
    | readonly { readonly shot: string; readonly seconds: number; readonly durationSeconds: number }[]
    | undefined;
};

/** Puts together what is known of a film without decoding it. */
export function filmFacts(media: MediaFacts, container: Container, cut: Cut | undefined): FilmFacts {
  const { video, audio, sizeBytes } = media;
  const seconds = Math.max(video?.durationSeconds ?? 0, audio?.durationSeconds ?? 0);
  return {
    ...container,
    sizeBytes,
    seconds,
    bitsPerSecond: seconds === 0 ? 0 : Math.round((sizeBytes * 8) / seconds),
    pictures: video === undefined ? undefined : pictureFacts(video),
    sound:
      audio === undefined
        ? undefined
        : {
            codec: audio.codec,
            samplesPerSecond: audio.samplesPerSecond,
            channels: audio.channels,
            seconds: audio.durationSeconds,
            drift: driftOf(media, cut),
          },
    shots: cut?.clips.map(({ shot, start, frames }) => ({
      shot,
      seconds: framesToSeconds(start, cut.frameRate),
      durationSeconds: framesToSeconds(frames, cut.frameRate),
    })),
  };
}

function pictureFacts(video: VideoFacts): FilmFacts['pictures'] {
  const { codec, displayWidth, displayHeight, frames, frameRate, durationSeconds, keyframes, colour } = video;
  const average = durationSeconds === 0 ? 0 : frames / durationSeconds;
  return {
    codec,
    profile: video.h264?.profile,
    width: displayWidth,
    height: displayHeight,
    frames,
    frameRate,
    framesPerSecond: frameRate === undefined ? average : frameRate.numerator / frameRate.denominator,
    keyframes: keyframes.length,
    colour,
  };
}
