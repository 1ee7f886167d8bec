import type { Timeline } from '@storyboard/core';
import { type ColourMatches, matchColours } from '../picture/match-colours.ts';
import { type BegunSound, prepareSound } from '../sound/prepare-sound.ts';
import type { AssemblerBase } from './assembler-base.ts';
import type { Assembly, ShotMedia } from './assembly.ts';
import { chooseEncoder } from './choose-encoder.ts';
import { OWN_SOUND, STANDARD_PICTURES } from './film-form.ts';
import { lookAtTakes } from './look-at-takes.ts';
import { makePiece, shotsOf } from './make-pieces.ts';
import { createMeter } from './meter.ts';
import type { FilmCut } from './open-assembler.ts';
import { type ClipPlan, planClip } from './plan-clip.ts';
import { bodyOf, planPictures } from './plan-pictures.ts';
import { runPool } from './run-pool.ts';

/** What a film is prepared with. */
export type FilmPreparing = {
  readonly base: AssemblerBase;
  readonly ffmpeg: string;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** What was begun before is not begun again by the next take that arrives. */
  readonly begun: BegunWork;
};

/** What an assembler has planned and begun so far, by all that decides it. */
export type BegunWork = BegunSound & {
  readonly plans: Map<string, Promise<ClipPlan>>;
  readonly pieces: Set<string>;
};

/**
 * Makes every piece and every clip's sound for which the footage is there, so that they are held when the film is made.
 * What cannot be made is left to the film, which says why.
 */
export async function prepareFilm(
  cut: FilmCut,
  files: ReadonlyMap<string, string>,
  preparing: FilmPreparing,
): Promise<void> {
  const { timeline, pictures = STANDARD_PICTURES, sound = OWN_SOUND } = cut;
  const { base, signal, ffmpeg, concurrency, begun } = preparing;
  const looked = await runPool(timeline.clips, concurrency, signal, async ({ shot }) =>
    files.has(shot) ? base.mediaOf(shot, files.get(shot)).catch(() => undefined) : undefined,
  );
  const mediaWhere = (isWanted: (index: number) => boolean): ReadonlyMap<string, ShotMedia> =>
    new Map(
      timeline.clips.flatMap(({ shot }, index) => {
        const seen = isWanted(index) ? looked[index] : undefined;
        return seen === undefined ? [] : [[shot, seen] as const];
      }),
    );
  const { cache } = base;
  const all = mediaWhere(() => true);
  const matching = new Set(timeline.clips.filter(({ match }) => match !== undefined).map(({ shot }) => shot));
  const { matches, open } = await matchColours({
    timeline,
    media: all,
    ffmpeg,
    cache,
    concurrency,
    signal,
  }).catch((): ColourMatches => ({ matches: new Map(), open: matching }));
  const plans = await runPool(looked, concurrency, signal, async (seen, _, index) => {
    const shot = timeline.clips[index]?.shot ?? '';
    if (seen === undefined || open.has(shot)) return undefined;
    const match = matches.get(shot);
    const key = keyOf([seen.file, bodyOf(timeline, index), timeline.clips[index], pictures, match], timeline);
    const plan =
      begun.plans.get(key) ?? planClip(timeline, index, seen, pictures, match, { cache, ffmpeg, signal });
    begun.plans.set(key, plan);
    return plan.catch(() => undefined);
  });
  const media = mediaWhere((index) => plans[index] !== undefined);
  const assembly: Assembly = {
    drawn: new Set(),
    ...{ timeline, media, matches, pictures, sound, ffmpeg, concurrency, cache },
    encoder: chooseEncoder(pictures.codec, base.known.encoders),
    abilities: base.known.abilities,
    workFolder: base.workFolder,
    meter: createMeter(1, undefined),
  };
  const pieces = planPictures(
    timeline,
    plans.map((plan) => plan?.copied),
  )
    .filter((piece) => piece.kind !== 'copy' && shotsOf(piece).every((shot) => media.has(shot)))
    .filter((piece) => {
      const seen = shotsOf(piece).map((shot) => [media.get(shot)?.file, matches.get(shot)]);
      return isNew(begun.pieces, keyOf([piece, seen, pictures], timeline));
    });
  await Promise.allSettled([
    runPool(pieces, concurrency, signal, (piece, own) =>
      makePiece(piece, { assembly, plans, signal: own }, undefined).catch(() => undefined),
    ),
    prepareSound(assembly, begun, signal),
  ]);
  const shots = [...(cut.toDecode ?? [])].filter((shot) =>
    isNew(begun.pieces, keyOf(['decode', all.get(shot)?.file], timeline)),
  );
  await lookAtTakes(timeline, {
    ...{ shots: new Set(shots), ffmpeg, cache, concurrency, signal },
    mediaOf: async (shot) => all.get(shot),
  }).catch(() => undefined);
}

function isNew(keys: Set<string>, key: string): boolean {
  const isSo = !keys.has(key);
  keys.add(key);
  return isSo;
}

function keyOf(words: readonly unknown[], { size, frameRate }: Timeline): string {
  return JSON.stringify([words, size, frameRate]);
}
