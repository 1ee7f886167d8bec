import { type Catalogue, type Plan, pickedTake, type RenderEvent, type Timeline } from '@storyboard/core';
import type { Assembler } from '@storyboard/renderer';
import { artifactFile } from '../artifacts/artifact-store.ts';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';
import { type FilmCutInput, filmCut } from './film-cut.ts';

/** What preparing a film goes by. */
export type PrepareFilmInput = FilmCutInput & {
  readonly catalogue: Catalogue;
  readonly plan: Plan;
  /** The take of each shot that goes into the film, where it is not the first. */
  readonly picks: ReadonlyMap<string, number>;
  readonly store: Pick<StoreFolder, 'path'>;
};

/**
 * Has every picked take prepared for the film as soon as it is there, while the others are still being made, so that
 * little is left to do when the last one comes: what is held at once, the rest as the run tells of it. Where nothing is
 * to be made there is nothing to be done meanwhile.
 *
 * @returns what hears of the run
 */
export function prepareFilm(
  input: PrepareFilmInput,
  assembler: Pick<Assembler, 'prepare'>,
): (event: RenderEvent) => void {
  const { plan, store } = input;
  const shots = new Map(input.storyboard.shots.map((shot) => [shot.id, shot]));
  const picked = plan.takes.filter(({ shot: id, take }) => {
    const shot = shots.get(id);
    return shot !== undefined && take === pickedTake(input, shot);
  });
  const shotOf = new Map(picked.map(({ id, shot }) => [id, shot]));
  const local = new Set(input.catalogue.filter((provider) => provider.local).map(({ id }) => id));
  const paid = picked.filter((take) => !local.has(providerOf(take))).map(({ shot }) => shot);
  const cut = { ...filmCut(input, new Set(shotOf.values())), toDecode: new Set(paid) };
  const files = new Map(
    picked.flatMap((take) =>
      take.action === 'reuse' && take.redraw !== true
        ? [[take.shot, artifactFile(store, take.artifact)] as const]
        : [],
    ),
  );
  if (files.size > 0 && files.size < picked.length) prepare(new Map(files));
  return (event) => {
    if (event.type !== 'job-end' || !('artifact' in event)) return;
    const shot = shotOf.get(event.id);
    if (shot === undefined || files.has(shot)) return;
    files.set(shot, artifactFile(store, event.artifact));
    prepare(around(cut.timeline, shot, files));
  };

  function prepare(footage: ReadonlyMap<string, string>): void {
    try {
      assembler.prepare(cut, footage);
    } catch {
      // Jobs that are paid for go on; what is wrong here is met again, and told, when the film is made.
    }
  }
}

/** Who makes a take, where no fallback does. */
function providerOf(take: Plan['takes'][number]): string {
  return take.action === 'reuse' ? take.provider : take.routes[0].provider;
}

/** As long as the longest stretch of sound that is encoded at once, with what it needs around it. Seconds. */
const NEAR_SECONDS = 15;

/**
 * The footage that new footage makes a difference to: its neighbours', what is heard in one stretch with it, and what is
 * matched to it or what it is matched to.
 */
function around(
  { clips, frameRate }: Timeline,
  shot: string,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const index = clips.findIndex((clip) => clip.shot === shot);
  const near = (NEAR_SECONDS * frameRate.numerator) / frameRate.denominator;
  const { start = 0, frames = 0 } = clips[index] ?? {};
  const isNear = (clip: Timeline['clips'][number] | undefined): boolean =>
    clip !== undefined && clip.start + clip.frames > start - near && clip.start < start + frames + near;
  let first = Math.max(0, index - 1);
  while (first > 0 && (clips[first]?.match !== undefined || isNear(clips[first - 1]))) first -= 1;
  let last = index + 1;
  while (clips[last]?.match !== undefined || isNear(clips[last + 1])) last += 1;
  return new Map(
    clips.slice(first, last + 1).flatMap((clip) => {
      const file = files.get(clip.shot);
      return file === undefined ? [] : [[clip.shot, file] as const];
    }),
  );
}
