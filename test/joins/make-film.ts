import type { FrameRate, Timeline, TimelineTransition } from '../../packages/core/src/index.ts';
import { type AssembledFilm, assembleFilm, type PictureForm } from '../../packages/renderer/src/index.ts';
import { timelineOf, type Workbench } from '../../packages/renderer/src/testing/workbench.ts';
import { CODED } from './bar-code.ts';
import type { Take } from './make-take.ts';
import { type KnownFilm, problemsOf } from './problems-of.ts';
import { type DecodedFilm, readFilm } from './read-film.ts';

/** One clip of a film to make: a take, how many of its frames (all by default), and the fade into it, in frames. */
export type WantedClip = { readonly take: Take; readonly frames?: number; readonly fade?: number };

/** A film that was made of known takes, decoded, and what is wrong with it. */
export type MadeFilm = KnownFilm & {
  readonly outFile: string;
  readonly film: AssembledFilm;
  readonly decoded: DecodedFilm;
  readonly problems: readonly string[];
};

/** The timeline of clips in a row, with a shot of its own for each. */
export function knownFilm(
  clips: readonly WantedClip[],
  film: { readonly rate?: FrameRate; readonly ending?: TimelineTransition } = {},
): KnownFilm {
  const shotOf = (index: number): string => `s${index}`;
  const timeline: Timeline = timelineOf(
    clips.map(({ take, frames = take.frames, fade = 0 }, index) => ({
      ...{ shot: shotOf(index), frames },
      ...(fade === 0 ? {} : { transition: { type: 'fade', frames: fade } }),
    })),
    { ...CODED, ...film },
  );
  return { timeline, takes: new Map(clips.map(({ take }, index) => [shotOf(index), take])) };
}

/** Assembles a film of known takes and compares every picture and the sound of every clip with what they must be. */
export async function makeFilm(
  bench: Workbench,
  known: KnownFilm,
  name: string,
  pictures?: PictureForm,
): Promise<MadeFilm> {
  const outFile = bench.path(`${name}.mp4`);
  const film = await assembleFilm({
    timeline: known.timeline,
    files: new Map([...known.takes].map(([shot, { file }]) => [shot, file])),
    outFile,
    cacheFolder: bench.path('cache'),
    ffmpeg: bench.ffmpeg,
    ...(pictures === undefined ? {} : { pictures }),
  });
  const decoded = await readFilm(bench, outFile, known.timeline.size);
  return { ...known, outFile, film, decoded, problems: problemsOf(known, decoded) };
}
