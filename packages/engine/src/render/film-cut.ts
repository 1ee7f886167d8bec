import { buildTimeline, type ResolvedStoryboard, type Timeline } from '@storyboard/core';
import type { PictureForm, SoundForm } from '@storyboard/renderer';
import type { ReferenceFile } from '../references/find-reference-files.ts';

/** What a film is to be, whatever its footage is: its timeline, and how its pictures and sound are made. */
export type FilmCut = {
  readonly timeline: Timeline;
  readonly pictures: PictureForm;
  readonly sound: SoundForm;
};

/** What decides the cut of a film. */
export type FilmCutInput = {
  readonly storyboard: ResolvedStoryboard;
  /** Files of references and of the music, by their path in the project. */
  readonly files: ReadonlyMap<string, ReferenceFile>;
  /** Whether what must be encoded is made for speed, whatever the storyboard says. */
  readonly draft?: boolean;
};

/** The cut of a film of some of a storyboard's shots. */
export function filmCut({ storyboard, files, draft }: FilmCutInput, shots: ReadonlySet<string>): FilmCut {
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
