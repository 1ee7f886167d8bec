import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { type Diagnostic, placeOf, type ResolvedStoryboard, StoryboardError } from '@storyboard/core';
import { storeFolderAt } from '../artifacts/open-store-folder.ts';
import { LEDGER_FILE } from '../ledger/ledger-trouble.ts';
import { lockPath } from '../lock-file/lock-path.ts';
import { isInside } from '../project/find-project-file.ts';
import { type Project, showDiagnostic, showPath } from '../project/project.ts';
import type { ReferenceFile } from '../references/find-reference-files.ts';

/** Where a render writes, as absolute paths. */
export type Outputs = { readonly film: string; readonly contactSheet: string | undefined };

/** What the outputs of a storyboard are chosen by. */
export type OutputsInput = {
  readonly project: Project;
  readonly storyboard: ResolvedStoryboard;
  /** Files of references. */
  readonly files: ReadonlyMap<string, ReferenceFile>;
  /** Absolute path. */
  readonly storeFolder: string;
  /** The film's file as the user named it, anywhere on his disk. */
  readonly outFile: string | undefined;
  readonly contactSheet: string | undefined;
  /** Stands before the extension of the storyboard's `output.file`, such as `.preview`. */
  readonly suffix: string;
};

/**
 * Decides where the film and its contact sheet are written: never over a file of the storyboard or into the store, and
 * inside the project folder unless the user himself names another place. What is wrong with the storyboard's own
 * `output.file` is a diagnostic.
 *
 * @throws StoryboardError `usage` for a place that the user named
 */
export async function chooseOutputs(input: OutputsInput): Promise<Outputs | Diagnostic> {
  const taken = await takenPlaces(input);
  const film = await chooseFilm(input, taken);
  if (typeof film !== 'string') return film;
  if (input.contactSheet === undefined) return { film, contactSheet: undefined };
  const files = new Set([...taken.files, await realPlace(film)]);
  return {
    film,
    contactSheet: await namedOutput('--contact-sheet', input.contactSheet, { ...taken, files }),
  };
}

/** Real places that nothing is written to. */
type Taken = {
  readonly files: ReadonlySet<string>;
  /** Nor to anything below these. */
  readonly folders: readonly string[];
};

async function takenPlaces({ project, files, storeFolder }: OutputsInput): Promise<Taken> {
  const sources = [...project.sources.keys()].map((path) => join(project.folder, path));
  const references = [...files.values()].map(({ file }) => file);
  const stores = [storeFolder, join(project.folder, '.storyboard')].map((folder) =>
    storeParts(folder, project),
  );
  return {
    files: new Set(await Promise.all([...sources, ...references, lockPath(project)].map(realPlace))),
    folders: await Promise.all(stores.flat().map(realPlace)),
  };
}

/** A store that was put around the project leaves the project's own files their places. */
function storeParts(folder: string, project: Project): readonly string[] {
  if (!isInside(folder, project.folder)) return [folder];
  const { temporary, runs, objects, cache } = storeFolderAt(folder);
  return [temporary, runs, objects, cache, join(folder, LEDGER_FILE)];
}

async function chooseFilm(input: OutputsInput, taken: Taken): Promise<string | Diagnostic> {
  if (input.outFile !== undefined) return namedOutput('--out', input.outFile, taken);
  const { project, storyboard, suffix } = input;
  const written = storyboard.output.file;
  const extension = extname(written);
  const path = `${written.slice(0, written.length - extension.length)}${suffix}${extension}`;
  const film = join(project.folder, path);
  const shown = showPath(project, path);
  const problem = isInside(project.folder, await realPlace(dirname(film)))
    ? await problemWith(film, shown, taken)
    : ({
        code: 'path-outside-project',
        message: `${shown} is outside the project, by a symbolic link.`,
      } as const);
  if (problem === undefined) return film;
  const place = placeOf(project.sources, { path: project.root, pointer: ['output', 'file'] });
  return showDiagnostic(project, { ...problem, severity: 'error', place });
}

async function namedOutput(flag: string, written: string, taken: Taken): Promise<string> {
  const file = resolve(written);
  const problem = await problemWith(file, written, taken);
  if (problem === undefined) return file;
  throw new StoryboardError('usage', `${flag}: ${problem.message}`, { hint: 'Name another file.' });
}

async function problemWith(
  file: string,
  shown: string,
  { files, folders }: Taken,
): Promise<Pick<Diagnostic, 'code' | 'message'> | undefined> {
  const place = await realPlace(file);
  if (files.has(place)) {
    return {
      code: 'output-overwrites',
      message: `${shown} is in use by this storyboard; nothing is written over it.`,
    };
  }
  if (folders.some((folder) => isInside(folder, place))) {
    return {
      code: 'output-overwrites',
      message: `${shown} is in the store, which keeps what was made and paid for; nothing else is written there.`,
    };
  }
  return (await isFolder(file))
    ? { code: 'wrong-form', message: `${shown} is a folder, not a file.` }
    : undefined;
}

/** The real path that a file has or, where its folders are not there yet, would have. */
async function realPlace(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    const folder = dirname(file);
    return folder === file ? file : join(await realPlace(folder), basename(file));
  }
}

async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory();
  } catch {
    return false;
  }
}
