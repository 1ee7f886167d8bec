import { type CheckMusicOptions, checkMusic } from '@storyboard/renderer';
import type { FilmCutInput } from './film-cut.ts';

/**
 * Looks, before any work is begun for a film, whether its music can be heard. Nothing to look at is fine.
 *
 * @throws StoryboardError `assembly-failed` that names the music
 */
export async function checkSoundtrack(
  { storyboard, files }: Pick<FilmCutInput, 'storyboard' | 'files'>,
  { ffmpeg, ...options }: CheckMusicOptions & { readonly ffmpeg: string },
): Promise<void> {
  const music = files.get(storyboard.soundtrack.music?.path ?? '')?.file;
  if (music !== undefined) await checkMusic(music, ffmpeg, options);
}
