import { type Plan, pickedTake, type RenderEvent } from '@storyboard/core';
import { artifactFile } from '../artifacts/artifact-store.ts';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';
import type { FilmAssembler } from './film-assembler.ts';
import { type FilmCutInput, filmCut } from './film-cut.ts';

/** What preparing a film goes by. */
export type PrepareFilmInput = FilmCutInput & {
  readonly plan: Plan;
  /** The take of each shot that goes into the film, where it is not the first. */
  readonly picks: ReadonlyMap<string, number>;
  readonly store: Pick<StoreFolder, 'path'>;
};

/**
 * Hears of a run and has every picked take prepared for the film as soon as it is there, while the others are still
 * being made, so that little is left to do when the last one comes.
 */
export function prepareFilm(
  input: PrepareFilmInput,
  assembler: Pick<FilmAssembler, 'prepare'>,
): (event: RenderEvent) => void {
  const shots = new Map(input.storyboard.shots.map((shot) => [shot.id, shot]));
  const picked = new Map(
    input.plan.takes.flatMap(({ id, shot: name, take }) => {
      const shot = shots.get(name);
      return shot !== undefined && take === pickedTake(input, shot) ? [[id, name] as const] : [];
    }),
  );
  const cut = filmCut(input, new Set(picked.values()));
  const files = new Map<string, string>();
  return (event) => {
    const shot = event.type === 'job-end' ? picked.get(event.id) : undefined;
    if (shot === undefined || event.type !== 'job-end' || !('artifact' in event)) return;
    files.set(shot, artifactFile(input.store, event.artifact));
    try {
      assembler.prepare(cut, new Map(files));
    } catch {
      // Jobs that are paid for go on; what is wrong here is met again, and told, when the film is made.
    }
  };
}
