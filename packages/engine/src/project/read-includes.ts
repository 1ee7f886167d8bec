import { type Diagnostic, includesOf, type ParsedSource, parseStoryboard, placeOf } from '@storyboard/core';
import { withNearestFile } from './nearest-file.ts';
import { type ProjectFolder, showPath } from './project.ts';
import { type ReadSource, readSource } from './read-source.ts';

/** Every file of a storyboard by its path in the project, and what is wrong with those that could not be read. */
export type ReadIncludes = {
  readonly sources: ReadonlyMap<string, ParsedSource>;
  /** Each at the place of its include. */
  readonly unread: readonly Diagnostic[];
};

/** Of so many files that are not there the name that was meant is looked for; each look goes through a folder. */
const MOST_LOOKED_FOR = 100;

/**
 * Reads what a storyboard includes, and what that includes, breadth-first and each file once.
 *
 * @param root the storyboard file, read from real path `file`
 */
export async function readIncludes(
  project: ProjectFolder,
  root: ParsedSource,
  file: string,
): Promise<ReadIncludes> {
  const sources = new Map([[root.path, root]]);
  const refused = new Map<string, Diagnostic>();
  const unread: Diagnostic[] = [];
  const names = new Map([[file, root.path]]);
  let level: readonly ParsedSource[] = [root];
  while (level.length > 0) {
    const includes = level.flatMap((source) => includesOf(source));
    const fresh = [...new Set(includes.map(({ path }) => path))].filter(
      (path) => !sources.has(path) && !refused.has(path),
    );
    const next: ParsedSource[] = [];
    for (const path of fresh) {
      const read = readSource(project, path);
      const problem = read.ok ? sameFile(project, path, read, names) : read.diagnostic;
      if (problem !== undefined) {
        const isLookedFor = refused.size < MOST_LOOKED_FOR;
        refused.set(path, isLookedFor ? await withNearestFile(project, path, problem) : problem);
      } else if (read.ok) next.push(parseStoryboard(read.source));
    }
    for (const source of next) sources.set(source.path, source);
    for (const { path, at } of includes) {
      const diagnostic = refused.get(path);
      if (diagnostic !== undefined) unread.push({ ...diagnostic, place: placeOf(sources, at) });
    }
    level = next;
  }
  return { sources, unread };
}

/** One file under many names could include itself without end, by a link to a folder above it. */
function sameFile(
  project: ProjectFolder,
  path: string,
  read: ReadSource & { readonly ok: true },
  names: Map<string, string>,
): Diagnostic | undefined {
  const known = names.get(read.file);
  names.set(read.file, known ?? path);
  if (known === undefined) return undefined;
  return {
    code: 'include-cycle',
    severity: 'error',
    message: `${showPath(project, path)} is ${showPath(project, known)} under another name, by a symbolic link.`,
    hint: 'Include the file once, by its own name.',
  };
}
