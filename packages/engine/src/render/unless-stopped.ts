import { isStoryboardError, StoryboardError, type StoryboardErrorCode } from '@storyboard/core';
import { interruption, untilAborted } from '../abort.ts';

/**
 * Does a part of making a film; whatever goes wrong with it is `assembly-failed`, since the takes are there for another
 * try.
 *
 * @param failure what could not be done, without a full stop
 * @throws StoryboardError `assembly-failed`, the interruption, or what would end any run
 */
export async function unlessStopped<T>(
  signal: AbortSignal,
  failure: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await untilAborted(work(), signal);
  } catch (error) {
    if (signal.aborted) throw interruption(signal);
    if (isStoryboardError(error) && !FAILS_ASSEMBLY.has(error.code)) throw error;
    if (isStoryboardError(error) && error.code === 'assembly-failed') throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new StoryboardError('assembly-failed', `${failure}: ${message}`, { cause: error });
  }
}

/** Whatever else happens to the program or the files while a film is made, the takes are there for another try. */
const FAILS_ASSEMBLY: ReadonlySet<StoryboardErrorCode> = new Set([
  'assembly-failed',
  'ffmpeg-failed',
  'media-unreadable',
]);
