import { buildTimeline, type ResolvedStoryboard } from '@storyboard/core';
import type { FilmCut } from '@storyboard/renderer';
import type { ReferenceFile } from '../references/find-reference-files.ts';

/** What decides the cut of a film. */
export type FilmCutInput = {
  readonly storyboard: ResolvedStoryboard;
  /** Files of references and of the music, by their path in the project. */
  readonly files: ReadonlyMap<string, ReferenceFile>;
  /** Whether what must be encoded is made for speed, whatever the storyboard says. */
  readonly draft?: boolean;
};

/** The cut of a film of some of a storyboard's shots. */
export function filmCut(
  { storyboard, files, draft }: FilmCutInput,
  shots: ReadonlySet<string>,
): Required<Omit<FilmCut, 'toDecode'>> {
  const { output, soundtrack } = storyboard;
  const { codec, quality, preset } = output;
  const { music, loudness } = soundtrack;
  // Of a storyboard that was found right the music is there.
  const file = music === undefined ? undefined : files.get(music.path)?.file;
  return {
    timeline: buildTimeline(storyboard, shots),
    pictures: draft === true ? { codec, quality: 'draft', preset: undefined } : { codec, quality, preset },
    sound: {
      music: music === undefined || file === undefined ? undefined : { ...musicForm(music), file },
      loudness,
    },
  };
}

function musicForm({
  gainDb,
  fadeIn,
  fadeOut,
  loop,
  duck,
}: NonNullable<ResolvedStoryboard['soundtrack']['music']>) {
  return { gainDb, fadeIn, fadeOut, loop, duck };
}
