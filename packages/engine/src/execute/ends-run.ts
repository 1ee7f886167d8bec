import { isStoryboardError, type StoryboardError, type StoryboardErrorCode } from '@storyboard/core';

/** Errors that every further job would run into as well. */
const ENDS_RUN: ReadonlySet<StoryboardErrorCode> = new Set([
  'ffmpeg-not-found',
  'interrupted',
  'key-missing',
  'store-unusable',
]);

/** Whether a run cannot go on after this. */
export function endsRun(thrown: unknown): thrown is StoryboardError {
  return isStoryboardError(thrown) && ENDS_RUN.has(thrown.code);
}

/** What a thrown value says. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
