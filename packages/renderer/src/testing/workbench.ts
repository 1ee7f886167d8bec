import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Fit,
  type FrameRate,
  frameRate,
  isStoryboardError,
  type StoryboardError,
  type Timeline,
  type TimelineClip,
  type TimelineTransition,
} from '@storyboard/core';
import { findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';

/** A temporary folder, with a name that is awkward on purpose, and the machine's ffmpeg. */
export type Workbench = {
  readonly ffmpeg: string;
  readonly folder: string;
  readonly path: (name: string) => string;
  readonly close: () => Promise<void>;
};

/** Opens a workbench; a test file closes it when it is done. */
export async function openWorkbench(): Promise<Workbench> {
  const { path: ffmpeg } = await findFfmpeg({ environment: process.env });
  const folder = await mkdtemp(join(tmpdir(), "story's board #%d "));
  return {
    ffmpeg,
    folder,
    path: (name) => join(folder, name),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A clip of a test's timeline; its start follows from those before it. */
export type TestTimelineClip = {
  readonly shot: string;
  readonly frames: number;
  readonly transition?: TimelineTransition;
  readonly fit?: Fit;
  readonly match?: 'colour';
};

/** A timeline of clips in a row, each over the end of the one before it where it has a transition. */
export function timelineOf(
  clips: readonly TestTimelineClip[],
  film: {
    readonly rate?: FrameRate;
    readonly width?: number;
    readonly height?: number;
    readonly ending?: TimelineTransition;
  } = {},
): Timeline {
  let end = 0;
  const placed = clips.map((clip, index): TimelineClip => {
    const start = end - (index === 0 ? 0 : (clip.transition?.frames ?? 0));
    end = start + clip.frames;
    return {
      shot: clip.shot,
      frames: clip.frames,
      start,
      fit: clip.fit ?? 'letterbox',
      match: clip.match,
      transition: clip.transition,
    };
  });
  const size = { width: film.width ?? 160, height: film.height ?? 96 };
  return { frameRate: film.rate ?? frameRate(24), size, frames: end, clips: placed, ending: film.ending };
}

/** The StoryboardError that a promise is rejected with; any other end fails the test. */
export async function refusalOf(promise: Promise<unknown>): Promise<StoryboardError> {
  const ended = await promise.then(
    (value) => ({ value }),
    (problem: unknown) => ({ problem }),
  );
  if ('problem' in ended && isStoryboardError(ended.problem)) return ended.problem;
  throw new Error('A StoryboardError was expected.', { cause: ended });
}
