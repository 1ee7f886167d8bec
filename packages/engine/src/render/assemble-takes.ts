import {
  type FilmResult,
  isStoryboardError,
  type Plan,
  type Report,
  StoryboardError,
  summarise,
} from '@storyboard/core';
import { type FilmInput, makeFilm } from './make-film.ts';

/** What making a film of takes led to; with an error where the film, or something beside it, could not be made. */
export type AssembledTakes = { readonly report: Report; readonly error: StoryboardError | undefined };

/**
 * Joins takes into the film, and sums up the run.
 *
 * @throws StoryboardError when the run was stopped or cannot go on; a summary was told
 */
export async function assembleTakes(input: FilmInput & { readonly plan: Plan }): Promise<AssembledTakes> {
  const { storyboard, plan, outcomes, onEvent } = input;
  const sumUp = (film: FilmResult): Report => {
    const report = summarise({ storyboard, plan, outcomes, film });
    onEvent({ type: 'summary', ...report });
    return report;
  };
  try {
    const { film, deliveryErrors } = await makeFilm(input);
    return { report: sumUp(film), error: together(deliveryErrors) };
  } catch (error) {
    if (!isStoryboardError(error)) throw error;
    const report = sumUp({ status: 'none', why: error.message });
    if (error.code === 'assembly-failed') return { report, error };
    throw error;
  }
}

/** Several failures beside the film are told in one. */
function together(errors: readonly StoryboardError[]): StoryboardError | undefined {
  const [first, ...others] = errors;
  if (first === undefined || others.length === 0) return first;
  const message = errors.map((error) => error.message).join('\n');
  return new StoryboardError('assembly-failed', message, { cause: first });
}
