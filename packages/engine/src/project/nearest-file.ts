import { readdir } from 'node:fs/promises';
import { basename, dirname, posix } from 'node:path';
import { type Diagnostic, nearestName } from '@storyboard/core';
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

/** What is said of a file that is not there, with the one that was probably meant as its hint. */
export async function withNearestFile(
  project: ProjectFolder,
  path: string,
  diagnostic: Diagnostic,
): Promise<Diagnostic> {
  if (diagnostic.code !== 'file-not-found') return diagnostic;
  const nearest = await nearestFile(project, path);
  return nearest === undefined ? diagnostic : { ...diagnostic, hint: `Did you mean \`${nearest}\`?` };
}
