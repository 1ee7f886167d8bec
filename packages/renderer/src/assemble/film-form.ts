import type { Codec, Preset, Quality } from '@storyboard/core';

/** How the film's pictures are coded. */
export type PictureForm = {
  readonly codec: Codec;
  readonly quality: Quality;
  /** As the quality has it where absent. */
  readonly preset: Preset | undefined;
};

/** Music under the whole film. */
export type Music = {
  /** Absolute path. */
  readonly file: string;
  readonly gainDb: number;
  /** Seconds. */
  readonly fadeIn: number;
  /** Seconds. */
  readonly fadeOut: number;
  readonly loop: boolean;
  /** Whether it gives way while the shots are loud. */
  readonly duck: boolean;
};

/** What the film sounds like beside its shots. */
export type SoundForm = {
  readonly music: Music | undefined;
  /** Integrated LUFS that the film is brought to; as it is where absent. */
  readonly loudness: number | undefined;
};

/** H.264 that looks like its sources. */
export const STANDARD_PICTURES: PictureForm = { codec: 'h264', quality: 'standard', preset: undefined };

/** The shots' own sound as it is. */
export const OWN_SOUND: SoundForm = { music: undefined, loudness: undefined };
