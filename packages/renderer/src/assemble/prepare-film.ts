import { prepareSound } from '../sound/make-sound.ts';
import type { AssemblerBase } from './assembler-base.ts';
import type { Assembly } from './assembly.ts';
import { chooseEncoder } from './choose-encoder.ts';
import { OWN_SOUND, STANDARD_PICTURES } from './film-form.ts';
import { makePiece, shotsOf } from './make-pieces.ts';
import { createMeter } from './meter.ts';
import type { FilmCut } from './open-assembler.ts';
import { planClip } from './plan-clip.ts';
import { planPictures } from './plan-pictures.ts';

/** What a film is prepared with. */
export type FilmPreparing = {
  readonly base: AssemblerBase;
  readonly ffmpeg: string;
  readonly concurrency: number;
  readonly signal: AbortSignal;
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
  const { base, signal, ffmpeg, concurrency } = preparing;
  const looked = await Promise.all(
    timeline.clips.map(async ({ shot }) =>
      files.has(shot) ? base.mediaOf(shot, files.get(shot)).catch(() => undefined) : undefined,
    ),
  );
  const plans = await Promise.all(
    looked.map((media, index) =>
      media === undefined ? undefined : planClip(timeline, index, media, pictures).catch(() => undefined),
    ),
  );
  const media = new Map(
    timeline.clips.flatMap(({ shot }, index) => {
      const seen = plans[index] === undefined ? undefined : looked[index];
      return seen === undefined ? [] : [[shot, seen] as const];
    }),
  );
  const assembly: Assembly = {
    drawn: new Set(),
    ...{ timeline, media, pictures, sound, ffmpeg, concurrency },
    encoder: chooseEncoder(pictures.codec, base.known.encoders),
    abilities: base.known.abilities,
    cache: base.cache,
    workFolder: base.workFolder,
    meter: createMeter(1, undefined),
  };
  const pieces = planPictures(
    timeline,
    plans.map((plan) => plan?.copied),
  ).filter((piece) => piece.kind !== 'copy' && shotsOf(piece).every((shot) => media.has(shot)));
  await Promise.allSettled([
    ...pieces.map((piece) => makePiece(piece, { assembly, plans, signal }, undefined)),
    prepareSound(assembly, signal),
  ]);
}
