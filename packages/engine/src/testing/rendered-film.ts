import { rename, rm } from 'node:fs/promises';
import { readLock } from '../lock-file/read-lock.ts';
import { filmOf } from './execute-file.ts';
import { renderHere } from './render-here.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

/** Shots of the film that `renderedFilm` makes: one goes on from another, and one has two takes. */
export const RENDERED_SHOTS = {
  one: 'red',
  two: { prompt: 'green', continues: 'one', seed: 7 },
  three: { prompt: 'blue', takes: 2 },
} as const;

/** A folder in which a small film was rendered by the tests' provider. */
export async function renderedFilm(): Promise<TemporaryFolder> {
  const folder = await temporaryFolder({ 'film.yaml': filmOf(RENDERED_SHOTS) });
  const { result } = await renderHere(folder);
  if (result.status !== 'done') throw new Error(result.status);
  return folder;
}

/** Leaves of the store what somebody has who was given the footage and nothing else. */
export async function keepOnlyObjects(folder: TemporaryFolder): Promise<void> {
  await rename(folder.file('.storyboard/objects'), folder.file('objects'));
  await rm(folder.file('.storyboard'), { recursive: true });
  await folder.write('.storyboard/.gitignore', '*\n');
  await rename(folder.file('objects'), folder.file('.storyboard/objects'));
}

/** The lock file of the storyboard in a folder. */
export function lockIn(folder: TemporaryFolder) {
  return readLock({ folder: folder.path, root: 'film.yaml', shownFolder: '' });
}
