import { type AssembledFilm, type AssembleFilmOptions, assembleFilm } from '@storyboard/renderer';
import type { Clock } from '../clock.ts';
import type { FilmCut } from './film-cut.ts';

/** Makes a film of footage, and begins with what is there before the rest has come. */
export type FilmAssembler = AsyncDisposable & {
  /** Begins with everything that the footage of these shots is enough for; what fails is met again by `assemble`. */
  readonly prepare: (cut: FilmCut, files: ReadonlyMap<string, string>) => void;
  readonly assemble: (
    film: FilmCut & { readonly files: ReadonlyMap<string, string>; readonly outFile: string },
    options: AssembleFilmOptions,
  ) => Promise<AssembledFilm>;
};

/** Opens what makes the film of one run; disposing of it ends what was only prepared. */
export function openFilmAssembler(options: {
  readonly cacheFolder: string;
  readonly ffmpeg: string;
  readonly clock: Clock;
}): FilmAssembler {
  const { cacheFolder, ffmpeg, clock } = options;
  return {
    prepare: () => {},
    assemble: (film, watching) => assembleFilm({ ...film, cacheFolder, ffmpeg, now: clock.now }, watching),
    [Symbol.asyncDispose]: async () => {},
  };
}
