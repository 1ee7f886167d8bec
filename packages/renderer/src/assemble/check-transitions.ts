import { StoryboardError, type Timeline } from '@storyboard/core';
import { readAbilities } from '../ffmpeg/read-abilities.ts';

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
  const { clips, ending } = timeline;
  if (ending === undefined && clips.every(({ transition }) => transition === undefined)) return;
  const { transitions } = await readAbilities(ffmpeg, signal);
  refuseUnknown(timeline, transitions);
}

/** Refuses a film that needs a transition which is not one of those known. */
export function refuseUnknown({ clips, ending }: Timeline, known: ReadonlySet<string>): void {
  const uses = [
    ...clips.map(({ shot, transition }) => ({ shot, transition })),
    { shot: clips.at(-1)?.shot ?? '', transition: ending },
  ];
  for (const { shot, transition } of uses) {
    if (transition !== undefined && !known.has(transition.type)) {
      throw new StoryboardError(
        'assembly-failed',
        `Shot "${shot}": this ffmpeg has no transition "${transition.type}".`,
        { hint: `Use a newer ffmpeg, or one of: ${[...known].join(', ')}.` },
      );
    }
  }
}
