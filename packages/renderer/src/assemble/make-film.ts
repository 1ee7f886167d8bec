import { resolve } from 'node:path';
import { checkFilm } from '../inspect/check-film.ts';
import type { PicturePart } from '../mp4/film-plan.ts';
import type { SoundTrack } from '../mp4/film-tracks.ts';
import { checkLight } from '../picture/check-light.ts';
import { matchColours } from '../picture/match-colours.ts';
import { makeSound, soundWeight } from '../sound/make-sound.ts';
import { type AssemblerBase, checkSize } from './assembler-base.ts';
import type { Assembly } from './assembly.ts';
import { refuseUnknown } from './check-transitions.ts';
import { chooseEncoder } from './choose-encoder.ts';
import { clipResults } from './clip-results.ts';
import { cutPieces } from './cut-pieces.ts';
import { OWN_SOUND, STANDARD_PICTURES } from './film-form.ts';
import { joinFilm, joinWeight } from './join-film.ts';
import { type Making, makePieces, pieceWeight, shotsOf } from './make-pieces.ts';
import { createMeter } from './meter.ts';
import type { AssembledFilm, FilmToAssemble } from './open-assembler.ts';
import { planClip } from './plan-clip.ts';
import { type PicturePiece, planPictures } from './plan-pictures.ts';
import { runPool } from './run-pool.ts';

/** What a film is made with. */
export type FilmMaking = {
  readonly base: AssemblerBase;
  readonly ffmpeg: string;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onProgress: ((fraction: number) => void) | undefined;
};

/** Clips whose indices are read at a time: reading waits for the disk, not for the processor. */
const CLIPS_AT_ONCE = 8;

/** Makes a film of footage that is all there: looks at it, plans, makes what is missing, writes. */
export async function makeFilm(film: FilmToAssemble, making: FilmMaking): Promise<AssembledFilm> {
  const { timeline, pictures = STANDARD_PICTURES, sound = OWN_SOUND, drawn = new Set<string>() } = film;
  const { base, concurrency, signal, ffmpeg, now } = making;
  const begun = now();
  cutPieces(timeline);
  checkSize(timeline);
  refuseUnknown(timeline, base.known.abilities.transitions);
  const encoder = chooseEncoder(pictures.codec, base.known.encoders);
  const shots = [...new Set(timeline.clips.map((clip) => clip.shot))];
  const media = new Map(
    await runPool(shots, CLIPS_AT_ONCE, signal, async (shot) => {
      return [shot, await base.mediaOf(shot, film.files.get(shot))] as const;
    }),
  );
  await checkLight(media, ffmpeg, signal);
  const { cache } = base;
  const { matches } = await matchColours({ timeline, media, ffmpeg, cache, concurrency, signal });
  const plans = await runPool(timeline.clips, CLIPS_AT_ONCE, signal, async ({ shot }, own, index) => {
    const seen = media.get(shot);
    return planClip(
      timeline,
      index,
      seen ?? (await base.mediaOf(shot, undefined)),
      pictures,
      matches.get(shot),
      { cache, ffmpeg, signal: own },
    );
  });
  const pieces = planPictures(
    timeline,
    plans.map(({ copied }) => copied),
  );
  const weights = pieces.reduce((sum, piece) => sum + pieceWeight(piece), 0);
  const total = weights + soundWeight({ timeline }) + joinWeight({ timeline });
  const assembly: Assembly = {
    ...{ timeline, media, matches, pictures, sound, drawn, ffmpeg, encoder, concurrency, cache },
    abilities: base.known.abilities,
    workFolder: base.workFolder,
    meter: createMeter(total, making.onProgress),
  };
  const planned = now();
  const parts = await makeParts(pieces, { assembly, plans, signal }, now);
  const made = now();
  const outFile = resolve(film.outFile);
  const joined = await joinFilm(parts.pictures, parts.sound, outFile, assembly, signal);
  const joinedAt = now();
  const looked = await checkFilm(
    { file: outFile, cut: { ...timeline, drawn }, size: timeline.size, loudness: sound.loudness },
    { ffmpeg, cache: base.cache, concurrency, signal },
  );
  const lookedAt = now();
  await assembly.cache.prune();
  assembly.meter.end();
  const encodedNow = pieces.flatMap((piece, index) =>
    piece.kind !== 'copy' && cache.isNew(parts.pictures[index]?.file ?? '') ? shotsOf(piece) : [],
  );
  return {
    frames: timeline.frames,
    ...joined,
    clips: clipResults(timeline, plans, new Set(encodedNow)),
    ...looked,
    times: {
      readMs: between(begun, planned),
      picturesMs: between(planned, parts.picturesAt),
      soundMs: between(planned, parts.soundAt),
      writeMs: between(made, joinedAt),
      lookMs: between(joinedAt, lookedAt),
    },
  };
}

/** A clock of the day may be set back. */
function between(from: number, to: number): number {
  return Math.max(0, Math.round(to - from));
}

type Parts = {
  readonly pictures: readonly PicturePart[];
  /** When they were there; so for the sound. */
  readonly picturesAt: number;
  readonly sound: SoundTrack;
  readonly soundAt: number;
};

/** Pictures and sound at the same time; when one fails the other stops. */
async function makeParts(pieces: readonly PicturePiece[], making: Making, now: () => number): Promise<Parts> {
  let pictures: readonly PicturePart[] = [];
  let sound: SoundTrack | undefined;
  let [picturesAt, soundAt] = [0, 0];
  const steps = [
    async (signal: AbortSignal) => {
      pictures = await makePieces(pieces, { ...making, signal });
      picturesAt = now();
    },
    async (signal: AbortSignal) => {
      sound = await makeSound(making.assembly, signal);
      soundAt = now();
    },
  ];
  await runPool(steps, steps.length, making.signal, (step, own) => step(own));
  if (sound === undefined) throw new Error('The sound was not made.');
  return { pictures, picturesAt, sound, soundAt };
}
