import { isStoryboardError, StoryboardError, type Timeline } from '@storyboard/core';
import type { FfmpegAbilities } from '../ffmpeg/read-abilities.ts';
import type { MediaFacts, VideoFacts } from '../media/probe-media.ts';
import type { ColourMatch } from '../picture/match-colours.ts';
import type { ContentCache } from './content-cache.ts';
import type { PictureForm, SoundForm } from './film-form.ts';
import type { Meter } from './meter.ts';

/** A shot's footage: its file (absolute) and what is in it. */
export type ShotMedia = {
  readonly file: string;
  readonly facts: MediaFacts & { readonly video: VideoFacts };
};

/** What every step of an assembly needs. */
export type Assembly = {
  readonly timeline: Timeline;
  readonly media: ReadonlyMap<string, ShotMedia>;
  /** How the colours of clips change, by shot. */
  readonly matches: ReadonlyMap<string, ColourMatch>;
  readonly pictures: PictureForm;
  readonly sound: SoundForm;
  /** Shots that are drawings, which stand still by design. */
  readonly drawn: ReadonlySet<string>;
  readonly ffmpeg: string;
  readonly abilities: FfmpegAbilities;
  /** The name of the encoder that makes pieces. */
  readonly encoder: string;
  readonly cache: ContentCache;
  readonly workFolder: string;
  readonly concurrency: number;
  readonly meter: Meter;
};

/** The footage of a shot of the timeline. */
export function mediaOf(assembly: Pick<Assembly, 'media'>, shot: string): ShotMedia {
  const media = assembly.media.get(shot);
  if (media === undefined)
    throw new StoryboardError('assembly-failed', `There is no footage of shot "${shot}".`);
  return media;
}

/**
 * Does a step that concerns shots; a failure names them. What is not about the shots (no ffmpeg, an abort) passes as
 * it is.
 */
export async function namingShots<Result>(
  shots: readonly string[],
  step: () => Promise<Result>,
): Promise<Result> {
  try {
    return await step();
  } catch (problem) {
    if (!isStoryboardError(problem) || problem.code === 'ffmpeg-not-found') throw problem;
    const names = shots.map((shot) => `"${shot}"`).join(' and ');
    throw new StoryboardError(
      'assembly-failed',
      `Shot${shots.length > 1 ? 's' : ''} ${names}: ${problem.message}`,
      {
        cause: problem,
        ...(problem.hint === undefined ? {} : { hint: problem.hint }),
      },
    );
  }
}

/** The error of a film that cannot be made as it is asked for. */
export function failure(message: string, hint?: string): StoryboardError {
  return new StoryboardError('assembly-failed', message, hint === undefined ? {} : { hint });
}

/** A wall clock that no machine needs that is still getting on. */
export function timeoutFor(frames: number): number {
  return 10 * 60_000 + frames * 5000;
}
