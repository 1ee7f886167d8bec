import { dirname } from 'node:path';
import {
  type Catalogue,
  type FilmResult,
  framesToSeconds,
  type Outcome,
  pickedTake,
  type RenderEvent,
  type StoryboardError,
} from '@storyboard/core';
import type { Assembler, FilmCut } from '@storyboard/renderer';
import { artifactFile } from '../artifacts/artifact-store.ts';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';
import { type Clock, SYSTEM_CLOCK } from '../clock.ts';
import { makeFolder } from '../files/make-folder.ts';
import type { Outputs } from './choose-outputs.ts';
import { deliverFilm } from './deliver-film.ts';
import { type FilmCutInput, filmCut } from './film-cut.ts';
import { unlessStopped } from './unless-stopped.ts';

/** What a film is made of, and where it goes. */
export type FilmInput = FilmCutInput & {
  readonly catalogue: Catalogue;
  readonly outcomes: readonly Outcome[];
  /** The take of each shot that goes into the film, where it is not the first. */
  readonly picks: ReadonlyMap<string, number>;
  /** Whether a film may lack shots, because the user asked for some of them only. */
  readonly partial: boolean;
  /** Whether takes that were not drawn here are decoded whole, to find what is damaged in them. */
  readonly decodeTakes: boolean;
  readonly store: StoreFolder;
  readonly assembler: Assembler;
  readonly outputs: Outputs;
  readonly ffmpeg: string;
  /** The machine's own where absent. */
  readonly clock?: Clock | undefined;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RenderEvent) => void;
};

/** The film, and why something is not beside it that was wanted there. */
export type MadeFilm = { readonly film: FilmResult; readonly deliveryErrors: readonly StoryboardError[] };

/**
 * Joins the picked takes into the film and makes what is wanted beside it. Without its shots there is no film, which is
 * no failure of the assembly; the film is there without what could not be made beside it.
 *
 * @throws StoryboardError `assembly-failed`, or the interruption
 */
export async function makeFilm(input: FilmInput): Promise<MadeFilm> {
  const { storyboard, outputs } = input;
  const picked = pickedOutcomes(input);
  const missing = storyboard.shots.map(({ id }) => id).filter((id) => !picked.has(id));
  if (picked.size === 0 || (missing.length > 0 && !input.partial)) {
    const shots = missing.length === 1 ? 'a take of shot' : 'takes of shots';
    const why = `The film needs ${shots} ${missing.join(', ')}.`;
    return { film: { status: 'none', why }, deliveryErrors: [] };
  }
  const cut = filmCut(input, new Set(picked.keys()));
  const { timeline } = cut;
  input.onEvent({ type: 'assembly-start', clips: timeline.clips.length, frames: timeline.frames });
  const { frames, sizeBytes, clips, sound, findings, times } = await assemble(input, cut, picked);
  const seconds = framesToSeconds(frames, timeline.frameRate);
  const file = outputs.film;
  input.onEvent({ type: 'film-ready', file, frames, seconds, sizeBytes });
  const { ticks } = input.clock ?? SYSTEM_CLOCK;
  const assembledAt = ticks();
  const { made, errors } = await deliverFilm({ ...input, timeline });
  const took = { ...times, deliveriesMs: Math.round(ticks() - assembledAt) };
  const ready = { file, frames, seconds, sizeBytes, missing, clips, sound, findings, ...made, times: took };
  return { film: { status: 'ready', ...ready }, deliveryErrors: errors };
}

type Succeeded = Outcome & { readonly status: 'succeeded' };

function pickedOutcomes(input: FilmInput): ReadonlyMap<string, Succeeded> {
  const picks = new Map(input.storyboard.shots.map((shot) => [shot.id, pickedTake(input, shot)]));
  return new Map(
    input.outcomes.flatMap((outcome) =>
      outcome.status === 'succeeded' && outcome.take === picks.get(outcome.shot)
        ? [[outcome.shot, outcome] as const]
        : [],
    ),
  );
}

async function assemble(input: FilmInput, cut: FilmCut, picked: ReadonlyMap<string, Succeeded>) {
  const { store, assembler, signal, onEvent } = input;
  const outFile = input.outputs.film;
  const files = new Map([...picked].map(([shot, { artifact }]) => [shot, artifactFile(store, artifact)]));
  return unlessStopped(signal, 'The film could not be made', async () => {
    await makeFolder(dirname(outFile));
    const onProgress = (fraction: number) => onEvent({ type: 'assembly-progress', fraction });
    const drawn = drawnShots(input, picked);
    const toDecode = new Set([...picked.keys()].filter((shot) => input.decodeTakes && !drawn.has(shot)));
    return assembler.assemble({ ...cut, files, outFile, drawn, toDecode }, { signal, onProgress });
  });
}

/** Shots whose footage in the film a provider of this machine drew. */
function drawnShots({ catalogue }: FilmInput, picked: ReadonlyMap<string, Succeeded>): ReadonlySet<string> {
  const local = new Set(catalogue.filter((provider) => provider.local).map(({ id }) => id));
  return new Set([...picked].flatMap(([shot, { provider }]) => (local.has(provider) ? [shot] : [])));
}
