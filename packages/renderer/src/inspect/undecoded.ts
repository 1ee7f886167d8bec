import { isFfmpegFailure } from '../ffmpeg/run-ffmpeg.ts';
import type { SeenPictures } from './picture-watch.ts';
import type { HeardSound } from './sound-watch.ts';

/** What is seen and heard of a film of which nothing can be decoded. */
export type Undecoded = SeenPictures & HeardSound & { readonly errors: number; readonly first: string };

/**
 * A film that cannot be decoded at all is a finding about the film; it does not end the look at it.
 *
 * @throws Every problem that is none of decoding
 */
export function undecoded(problem: unknown): Undecoded {
  if (!isFfmpegFailure(problem)) throw problem;
  return {
    ...{ frames: 0, black: [], still: [] },
    ...{ samples: 0, clicks: [], silences: [], integrated: undefined, range: undefined, truePeak: undefined },
    ...{ errors: 1, first: `[error] ${problem.message}` },
  };
}
