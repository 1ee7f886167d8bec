import { readdir } from 'node:fs/promises';
import { basename, dirname, posix } from 'node:path';
import { nearestName } from '@storyboard/core';
import { findProjectFile } from './find-project-file.ts';
import { type ProjectFolder, showPath } from './project.ts';

/** The file of the same folder that was probably meant by one that is not there, as the user would type it. */
export async function nearestFile(project: ProjectFolder, path: string): Promise<string | undefined> {
  const found = findProjectFile(project.folder, dirname(path));
  if (found.status !== 'found') return undefined;
  try {
    const entries = await readdir(found.file, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    const nearest = nearestName(basename(path), names);
    return nearest === undefined ? undefined : showPath(project, posix.join(dirname(path), nearest));
  } catch {
    return undefined;
  }
}
