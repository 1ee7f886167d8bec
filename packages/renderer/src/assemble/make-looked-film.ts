import type { Finding } from '@storyboard/core';
import { lookAtTakes } from './look-at-takes.ts';
import { type FilmMaking, makeFilm } from './make-film.ts';
import type { AssembledFilm, FilmToAssemble } from './open-assembler.ts';
import { runPool } from './run-pool.ts';

/** A take is decoded in a fraction of the time that it takes to be encoded. */
const LOOK_SHARE = 0.1;

/** Makes a film and meanwhile decodes all of the takes that are to be; what is damaged in them is found in the film. */
export async function makeLookedFilm(film: FilmToAssemble, making: FilmMaking): Promise<AssembledFilm> {
  const { toDecode: shots = new Set<string>() } = film;
  if (shots.size === 0) return makeFilm(film, making);
  const { base, ffmpeg, concurrency, now } = making;
  let made: AssembledFilm | undefined;
  let damaged: readonly Finding[] = [];
  let [filmDone, takesDone, madeAt] = [0, 0, 0];
  const say = (): void => making.onProgress?.(filmDone * (1 - LOOK_SHARE) + takesDone * LOOK_SHARE);
  const steps = [
    async (signal: AbortSignal) => {
      const onProgress = (fraction: number): void => {
        filmDone = fraction;
        say();
      };
      made = await makeFilm(film, { ...making, signal, onProgress });
      madeAt = now();
    },
    async (signal: AbortSignal) => {
      damaged = await lookAtTakes(film.timeline, {
        ...{ shots, ffmpeg, cache: base.cache, concurrency, signal },
        mediaOf: (shot) => base.mediaOf(shot, film.files.get(shot)).catch(() => undefined),
        onProgress: (fraction) => {
          takesDone = fraction;
          say();
        },
      });
    },
  ];
  await runPool(steps, steps.length, making.signal, (step, own) => step(own));
  if (made === undefined) throw new Error('The film was not made.');
  making.onProgress?.(1);
  const lookMs = made.times.lookMs + Math.max(0, Math.round(now() - madeAt));
  const findings = [...made.findings, ...damaged].sort((a, b) => (a.seconds ?? -1) - (b.seconds ?? -1));
  return { ...made, findings, times: { ...made.times, lookMs } };
}
