import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { type Diagnostic, placeOf, type ResolvedStoryboard, StoryboardError } from '@storyboard/core';
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
  /** The film's file as the user named it, anywhere on his disk. */
  readonly outFile: string | undefined;
  readonly contactSheet: string | undefined;
  /** Stands before the extension of the storyboard's `output.file`, such as `.preview`. */
  readonly suffix: string;
};

/**
 * Decides where the film and its contact sheet are written: never over a file of the storyboard, and inside the project
 * folder unless the user himself names another place. What is wrong with the storyboard's own `output.file` is a
 * diagnostic.
 *
 * @throws StoryboardError `usage` for a place that the user named
 */
export async function chooseOutputs(input: OutputsInput): Promise<Outputs | Diagnostic> {
  const sources = [...input.project.sources.keys()].map((path) => join(input.project.folder, path));
  const references = [...input.files.values()].map(({ file }) => file);
  const taken = new Set(await Promise.all([...sources, ...references].map(realPlace)));
  const named = async (written: string): Promise<string> => {
    const problem = await problemWith(resolve(written), written, taken);
    if (problem !== undefined)
      throw new StoryboardError('usage', problem.message, { hint: 'Name another file.' });
    taken.add(await realPlace(resolve(written)));
    return resolve(written);
  };
  const contactSheet = input.contactSheet === undefined ? undefined : await named(input.contactSheet);
  if (input.outFile !== undefined) return { film: await named(input.outFile), contactSheet };
  const { film, problem } = await ownOutput(input, taken);
  return problem ?? { film, contactSheet };
}

async function ownOutput(
  { project, storyboard, suffix }: OutputsInput,
  taken: ReadonlySet<string>,
): Promise<{ film: string; problem: Diagnostic | undefined }> {
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
  if (problem === undefined) return { film, problem };
  const place = placeOf(project.sources, { path: project.root, pointer: ['output', 'file'] });
  return { film, problem: showDiagnostic(project, { ...problem, severity: 'error', place }) };
}

async function problemWith(
  file: string,
  shown: string,
  taken: ReadonlySet<string>,
): Promise<Pick<Diagnostic, 'code' | 'message'> | undefined> {
  if (taken.has(await realPlace(file))) {
    return {
      code: 'output-overwrites',
      message: `${shown} is in use by this storyboard; nothing is written over it.`,
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
