import { availableParallelism } from 'node:os';
import type { FilmClip, FilmSound, FilmTimes, Finding, Timeline } from '@storyboard/core';
import { type AssemblerBase, openAssemblerBase } from './assembler-base.ts';
import type { PictureForm, SoundForm } from './film-form.ts';
import { makeLookedFilm } from './make-looked-film.ts';
import { prepareFilm } from './prepare-film.ts';

/** Where and with what films are assembled. */
export type AssemblerInput = {
  /** Keeps what can be used again by the next assembly; may be emptied at any time between two. */
  readonly cacheFolder: string;
  /** The program, as `findFfmpeg` gives it. */
  readonly ffmpeg: string;
  /** How many pieces are made at a time; half as many as the machine has cores by default, at most eight. */
  readonly concurrency?: number | undefined;
  /** Milliseconds since 1970, to know how long what is kept was not used; the machine's clock by default. */
  readonly now?: () => number;
  /** Ends whatever is being prepared or made at once, and nothing is begun any more. */
  readonly signal?: AbortSignal | undefined;
};

/** A film before its footage is there. */
export type FilmCut = {
  readonly timeline: Timeline;
  /** `STANDARD_PICTURES` by default. */
  readonly pictures?: PictureForm;
  /** `OWN_SOUND` by default. */
  readonly sound?: SoundForm;
  /**
   * Shots whose footage is decoded from its beginning to its end, once while it is held, to find what is damaged in it;
   * none by default.
   */
  readonly toDecode?: ReadonlySet<string>;
};

/** A film with all its footage, and where it goes. */
export type FilmToAssemble = FilmCut & {
  /** The footage of each shot of the timeline. */
  readonly files: ReadonlyMap<string, string>;
  readonly outFile: string;
  /** Shots whose footage was drawn: nothing need move in them. */
  readonly drawn?: ReadonlySet<string>;
};

/** How an assembly is watched and stopped. */
export type AssembleFilmOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Takes the fraction of all work that is done; it never goes back and ends with 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
};

/** The film, and what became of each clip on the way into it. */
export type AssembledFilm = {
  readonly frames: number;
  /** Of its sound, at 48 kHz. */
  readonly samples: number;
  readonly sizeBytes: number;
  readonly clips: readonly FilmClip[];
  readonly sound: FilmSound;
  readonly findings: readonly Finding[];
  readonly times: Omit<FilmTimes, 'deliveriesMs'>;
};

/** Makes films, and begins with what is there before all their footage is. */
export type Assembler = AsyncDisposable & {
  /**
   * Begins with all that the footage which is there is enough for. Returns at once; what fails is met again, and told, by
   * `assemble`.
   */
  readonly prepare: (cut: FilmCut, files: ReadonlyMap<string, string>) => void;
  /**
   * Assembles the film: exactly the timeline's frames and samples. What already is as the film needs it is taken over bit
   * by bit; everything else is brought to the film's form in pieces that are made on their own, so that time grows with
   * the film and memory does not. The same input gives the same bytes.
   *
   * @throws StoryboardError `assembly-failed` with the shot it is about; the signal's reason when it aborts. In both
   * cases what was being prepared is given up, nothing is left behind but what the next assembly can use, and a film that
   * was there before is still there.
   */
  readonly assemble: (film: FilmToAssemble, options?: AssembleFilmOptions) => Promise<AssembledFilm>;
};

const MAX_CONCURRENCY = 8;

/** Opens what makes films; disposing of it ends whatever it still does and waits for that. */
export function openAssembler(input: AssemblerInput): Assembler {
  const concurrency = Math.max(1, input.concurrency ?? defaultConcurrency());
  const { now = Date.now } = input;
  const closing = new AbortController();
  const ended = AbortSignal.any([closing.signal, ...(input.signal === undefined ? [] : [input.signal])]);
  let preparing = new AbortController();
  const begun = { plans: new Map(), pieces: new Set<string>(), sounds: new Map(), runs: new Map() };
  let base: Promise<AssemblerBase> | undefined;
  const running = new Set<Promise<unknown>>();
  const opened = (): Promise<AssemblerBase> => {
    base ??= openAssemblerBase({ ...input, concurrency, now, signal: ended });
    return base;
  };
  const track = <Result>(work: Promise<Result>): Promise<Result> => {
    running.add(work);
    const forget = () => void running.delete(work);
    work.then(forget, forget);
    return work;
  };
  return {
    prepare: (cut, files) => {
      const signal = AbortSignal.any([ended, preparing.signal]);
      const prepared = opened().then((common) =>
        prepareFilm(cut, files, { ...input, base: common, concurrency, signal, begun }),
      );
      track(prepared).catch(() => {});
    },
    assemble: async (film, options = {}) => {
      options.signal?.throwIfAborted();
      const giveUp = (): void => preparing.abort(options.signal?.reason);
      options.signal?.addEventListener('abort', giveUp, { once: true });
      const signal = AbortSignal.any([ended, ...(options.signal === undefined ? [] : [options.signal])]);
      try {
        const made = opened().then((common) =>
          makeLookedFilm(film, {
            ...input,
            base: common,
            concurrency,
            signal,
            now,
            onProgress: options.onProgress,
          }),
        );
        return await track(made);
      } catch (problem) {
        preparing.abort(problem);
        await Promise.allSettled(running);
        preparing = new AbortController();
        for (const known of Object.values(begun)) known.clear();
        throw problem;
      } finally {
        options.signal?.removeEventListener('abort', giveUp);
      }
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort(new Error('The assembler was closed.'));
      await Promise.allSettled(running);
      const common = await base?.catch(() => undefined);
      await common?.[Symbol.asyncDispose]();
    },
  };
}

function defaultConcurrency(): number {
  return Math.min(MAX_CONCURRENCY, Math.ceil(availableParallelism() / 2));
}
