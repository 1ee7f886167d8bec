import { StoryboardError, type Timeline } from '@storyboard/core';
import { readAbilities } from '../ffmpeg/read-abilities.ts';
import { cutPieces, type Piece } from './cut-pieces.ts';

/**
 * Looks whether an ffmpeg has every transition of a film, before anything is paid for it. Asks nothing where there are
 * none.
 *
 * @throws StoryboardError `assembly-failed` with the shot it is about
 */
export async function checkTransitions(
  timeline: Timeline,
  ffmpeg: string,
  signal?: AbortSignal,
): Promise<void> {
  if (timeline.clips.every(({ transition }) => transition === undefined)) return;
  const { transitions } = await readAbilities(ffmpeg, signal);
  refuseUnknown(cutPieces(timeline), transitions);
}

/** Refuses pieces that need a transition which is not one of those known. */
export function refuseUnknown(pieces: readonly Piece[], known: ReadonlySet<string>): void {
  for (const piece of pieces) {
    if (piece.kind === 'join' && !known.has(piece.type)) {
      throw new StoryboardError(
        'assembly-failed',
        `Shot "${piece.incoming.shot}": this ffmpeg has no transition "${piece.type}".`,
        { hint: `Use a newer ffmpeg, or one of: ${[...known].join(', ')}.` },
      );
    }
  }
}
