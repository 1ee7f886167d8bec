import { dirname } from 'node:path';
import {
  buildTimeline,
  type FilmResult,
  framesToSeconds,
  isStoryboardError,
  type Outcome,
  pickedTake,
  type RenderEvent,
  type ResolvedStoryboard,
  StoryboardError,
  type StoryboardErrorCode,
  type Timeline,
} from '@storyboard/core';
import { assembleFilm, drawContactSheet } from '@storyboard/renderer';
import { interruption, untilAborted } from '../abort.ts';
import { artifactFile } from '../artifacts/artifact-store.ts';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';
import type { Clock } from '../clock.ts';
import { makeFolder } from '../files/make-folder.ts';
import type { Outputs } from './choose-outputs.ts';

/** What a film is made of, and where it goes. */
export type FilmInput = {
  readonly storyboard: ResolvedStoryboard;
  readonly outcomes: readonly Outcome[];
  /** The take of each shot that goes into the film, where it is not the first. */
  readonly picks: ReadonlyMap<string, number>;
  /** Whether a film may lack shots, because the user asked for some of them only. */
  readonly partial: boolean;
  readonly store: StoreFolder;
  readonly outputs: Outputs;
  readonly ffmpeg: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RenderEvent) => void;
};

/** The film, and why it has no contact sheet where one was wanted. */
export type MadeFilm = { readonly film: FilmResult; readonly sheetError: StoryboardError | undefined };

/**
 * Joins the picked takes into the film and, where one is wanted, draws its contact sheet. Without its shots there is no
 * film, which is no failure of the assembly; the film is there without its contact sheet.
 *
 * @throws StoryboardError `assembly-failed`, or the interruption
 */
export async function makeFilm(input: FilmInput): Promise<MadeFilm> {
  const { storyboard, store, outputs } = input;
  const { film: file, contactSheet } = outputs;
  const picks = new Map(storyboard.shots.map((shot) => [shot.id, pickedTake(input, shot)]));
  const picked = new Map(
    input.outcomes.flatMap((outcome) =>
      outcome.status === 'succeeded' && outcome.take === picks.get(outcome.shot)
        ? [[outcome.shot, artifactFile(store, outcome.artifact)] as const]
        : [],
    ),
  );
  const missing = storyboard.shots.map(({ id }) => id).filter((id) => !picked.has(id));
  if (picked.size === 0 || (missing.length > 0 && !input.partial)) {
    const shots = missing.length === 1 ? 'a take of shot' : 'takes of shots';
    const why = `The film needs ${shots} ${missing.join(', ')}.`;
    return { film: { status: 'none', why }, sheetError: undefined };
  }
  const timeline = buildTimeline(storyboard, new Set(picked.keys()));
  input.onEvent({ type: 'assembly-start', clips: timeline.clips.length, frames: timeline.frames });
  const film = await assemble(input, timeline, picked);
  const seconds = framesToSeconds(film.frames, timeline.frameRate);
  const { frames, sizeBytes, clips, sound, findings } = film;
  input.onEvent({ type: 'film-ready', file, frames, seconds, sizeBytes });
  const ready = {
    status: 'ready',
    file,
    frames,
    seconds,
    sizeBytes,
    missing,
    clips,
    sound,
    findings,
  } as const;
  const sheetError = contactSheet === undefined ? undefined : await drawSheet(input, contactSheet, timeline);
  const sheet = sheetError === undefined ? contactSheet : undefined;
  return { film: { ...ready, contactSheet: sheet }, sheetError };
}

async function assemble(input: FilmInput, timeline: Timeline, files: ReadonlyMap<string, string>) {
  const { store, ffmpeg, clock, signal, onEvent } = input;
  const outFile = input.outputs.film;
  return unlessStopped(input, 'The film could not be made', async () => {
    await makeFolder(dirname(outFile));
    const onProgress = (fraction: number) => onEvent({ type: 'assembly-progress', fraction });
    return assembleFilm(
      { timeline, files, outFile, cacheFolder: store.cache, ffmpeg, now: clock.now },
      { signal, onProgress },
    );
  });
}

/** One cell a clip, at the frame in the middle of what is seen of it; gives what went wrong. */
async function drawSheet(
  input: FilmInput,
  outFile: string,
  timeline: Timeline,
): Promise<StoryboardError | undefined> {
  const { storyboard, outputs, ffmpeg, signal } = input;
  const { film } = outputs;
  const { frameRate } = timeline;
  const filmSeconds = framesToSeconds(timeline.frames, frameRate);
  const cells = timeline.clips.map(({ shot, start, frames }) => ({
    label: shot,
    detail: `${timeText(framesToSeconds(start, frameRate))} · ${framesToSeconds(frames, frameRate).toFixed(1)} s`,
    atSeconds: framesToSeconds(start + Math.floor(frames / 2), frameRate),
  }));
  const subtitle = `${cells.length} ${cells.length === 1 ? 'shot' : 'shots'} · ${timeText(filmSeconds)}`;
  try {
    await unlessStopped(input, `The contact sheet ${outFile} could not be drawn`, async () => {
      await makeFolder(dirname(outFile));
      await drawContactSheet({ title: storyboard.title, subtitle, film, cells, outFile, ffmpeg }, { signal });
    });
    return undefined;
  } catch (error) {
    if (isStoryboardError(error) && error.code === 'assembly-failed') return error;
    throw error;
  }
}

/** `0:07`, `12:30`. */
function timeText(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

async function unlessStopped<T>({ signal }: FilmInput, failure: string, work: () => Promise<T>): Promise<T> {
  try {
    return await untilAborted(work(), signal);
  } catch (error) {
    if (signal.aborted) throw interruption(signal);
    if (isStoryboardError(error) && !FAILS_ASSEMBLY.has(error.code)) throw error;
    if (isStoryboardError(error) && error.code === 'assembly-failed') throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new StoryboardError('assembly-failed', `${failure}: ${message}`, { cause: error });
  }
}

/** Whatever else happens to the program or the files while a film is made, the takes are there for another try. */
const FAILS_ASSEMBLY: ReadonlySet<StoryboardErrorCode> = new Set([
  'assembly-failed',
  'ffmpeg-failed',
  'media-unreadable',
]);
