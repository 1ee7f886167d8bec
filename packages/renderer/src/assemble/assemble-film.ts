import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  type FilmClip,
  type FilmSound,
  type Finding,
  StoryboardError,
  type Timeline,
} from '@storyboard/core';
import { readAbilities } from '../ffmpeg/read-abilities.ts';
import { probeMedia } from '../media/probe-media.ts';
import { type Assembly, namingShots, type ShotMedia } from './assembly.ts';
import { refuseUnknown } from './check-transitions.ts';
import { openContentCache } from './content-cache.ts';
import { cutPieces, type Piece } from './cut-pieces.ts';
import { OWN_SOUND, type PictureForm, type SoundForm, STANDARD_PICTURES } from './film-form.ts';
import { joinFilm, joinWeight } from './join-film.ts';
import { clipResults, type MadePiece, makePieces, pieceWeight } from './make-pieces.ts';
import { makeSoundtrack, soundtrackWeight } from './make-soundtrack.ts';
import { createMeter } from './meter.ts';
import { runPool } from './run-pool.ts';
import { openWorkFolder } from './work-folder.ts';

/** What a film is assembled from. */
export type AssembleFilmInput = {
  readonly timeline: Timeline;
  /** The footage of each shot of the timeline. */
  readonly files: ReadonlyMap<string, string>;
  readonly outFile: string;
  /** Keeps what can be used again by the next assembly; may be emptied at any time between two. */
  readonly cacheFolder: string;
  /** The program, as `findFfmpeg` gives it. */
  readonly ffmpeg: string;
  /** `STANDARD_PICTURES` by default. */
  readonly pictures?: PictureForm;
  /** `OWN_SOUND` by default. */
  readonly sound?: SoundForm;
  /** How many pieces are made at a time; three quarters of the machine's cores by default, at most eight. */
  readonly concurrency?: number | undefined;
  /** Milliseconds since 1970, to know how long what is kept was not used; the machine's clock by default. */
  readonly now?: () => number;
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
};

const MAX_CONCURRENCY = 8;

/**
 * Assembles the film: exactly the timeline's frames and samples, H.264 and AAC in an MP4. Clips that already are as
 * the film needs them are taken over bit by bit; everything else is brought to the film's size, rate, shape and
 * colours in pieces that are made on their own, so that time grows with the film and memory does not. The same input
 * gives the same bytes.
 *
 * @throws StoryboardError `assembly-failed` with the shot it is about; the signal's reason when it aborts. In both
 * cases nothing is left behind but what the next assembly can use, and a film that was there before is still there.
 */
export async function assembleFilm(
  input: AssembleFilmInput,
  options: AssembleFilmOptions = {},
): Promise<AssembledFilm> {
  const { timeline, ffmpeg, now = Date.now } = input;
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const pieces = cutPieces(timeline);
  checkSize(timeline);
  const concurrency = Math.max(1, input.concurrency ?? defaultConcurrency());
  const [abilities, media] = await Promise.all([
    readAbilities(ffmpeg, signal),
    probeShots(input, concurrency, signal),
  ]);
  refuseUnknown(pieces, abilities.transitions);
  await using workFolder = await openWorkFolder(resolve(input.cacheFolder));
  const basis = { timeline, media };
  const total =
    pieces.reduce((sum, piece) => sum + pieceWeight(piece, basis), 0) +
    soundtrackWeight(basis) +
    joinWeight(basis);
  const assembly: Assembly = {
    ...basis,
    pictures: input.pictures ?? STANDARD_PICTURES,
    sound: input.sound ?? OWN_SOUND,
    ffmpeg,
    abilities,
    cache: await openContentCache(join(dirname(workFolder.path), 'held'), workFolder.path, { now }),
    workFolder: workFolder.path,
    concurrency,
    meter: createMeter(total, onProgress),
  };
  const { made, sound } = await makeParts(pieces, assembly, signal);
  const film = await joinFilm(made, sound, resolve(input.outFile), assembly, signal);
  await assembly.cache.prune();
  assembly.meter.end();
  return {
    frames: timeline.frames,
    ...film,
    clips: clipResults(pieces, made, assembly),
    sound: { loudness: undefined, truePeak: undefined },
    findings: [],
  };
}

/** Pictures and sound at the same time; when one fails the other stops. */
async function makeParts(
  pieces: readonly Piece[],
  assembly: Assembly,
  signal: AbortSignal | undefined,
): Promise<{ made: readonly MadePiece[]; sound: string }> {
  let made: readonly MadePiece[] = [];
  let sound = '';
  const steps = [
    async (own: AbortSignal) => {
      made = await makePieces(pieces, assembly, own);
    },
    async (own: AbortSignal) => {
      sound = await makeSoundtrack(pieces, assembly, own);
    },
  ];
  await runPool(steps, steps.length, signal, (step, own) => step(own));
  return { made, sound };
}

async function probeShots(
  { timeline, files }: AssembleFilmInput,
  concurrency: number,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, ShotMedia>> {
  const shots = [...new Set(timeline.clips.map((clip) => clip.shot))];
  const media = await runPool(shots, concurrency, signal, (shot) =>
    namingShots([shot], async () => {
      const written = files.get(shot);
      if (written === undefined) throw failure('there is no footage of it.');
      const file = resolve(written);
      const { video, ...facts } = await probeMedia(file);
      if (video === undefined) throw failure('its file has sound but no pictures.');
      return [shot, { file, facts: { ...facts, video } }] as const;
    }),
  );
  return new Map(media);
}

function checkSize({ size }: Timeline): void {
  const isEven = (length: number): boolean => Number.isSafeInteger(length) && length >= 2 && length % 2 === 0;
  if (!isEven(size.width) || !isEven(size.height)) {
    throw failure(`A film needs an even width and height; ${size.width}×${size.height} is not.`);
  }
}

function failure(message: string): StoryboardError {
  return new StoryboardError('assembly-failed', message);
}

function defaultConcurrency(): number {
  return Math.min(MAX_CONCURRENCY, Math.ceil(availableParallelism() * 0.75));
}
