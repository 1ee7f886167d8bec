import { realpathSync } from 'node:fs';
import { basename, dirname, normalize, resolve, sep } from 'node:path';
import {
  type Catalogue,
  type Checked,
  checkStoryboard,
  type NamedFile,
  parseStoryboard,
  type ResolvedStoryboard,
} from '@storyboard/core';
import { withNearestFile } from './nearest-file.ts';
import { type Project, showDiagnostic, showPath } from './project.ts';
import { readIncludes } from './read-includes.ts';
import { readSource } from './read-source.ts';

/** What decides how a storyboard is read. */
export type LoadOptions = {
  readonly catalogue: Catalogue;
  /** Replaces every shot's list of providers. */
  readonly provider?: string;
};

/** A storyboard as it was read and checked, with its files. */
export type LoadedStoryboard = {
  readonly project: Project;
  readonly checked: Checked<ResolvedStoryboard>;
  /** The files that references and soundtrack name, of a storyboard that is wrong too. */
  readonly named: readonly NamedFile[];
};

/**
 * Reads a storyboard with every file it includes, and checks it. Nothing outside the folder of the storyboard file is
 * read, whatever the storyboard or a symbolic link says.
 *
 * @param file as the user typed it
 */
export async function loadStoryboard(file: string, options: LoadOptions): Promise<LoadedStoryboard> {
  const absolute = resolve(file);
  const root = basename(absolute);
  const shownFolder = folderAsTyped(normalize(file), absolute);
  const folder = realFolder(dirname(absolute));
  const read = readSource({ folder, shownFolder }, root);
  if (!read.ok) {
    const project = { folder, root, shownFolder, sources: new Map() };
    const diagnostic = await withNearestFile(project, root, read.diagnostic);
    return { project, checked: { ok: false, diagnostics: [diagnostic] }, named: [] };
  }
  const parsed = parseStoryboard(read.source);
  const { sources, unread } = await readIncludes({ folder, shownFolder }, parsed, read.file);
  const project = { folder, root, shownFolder, sources };
  const { catalogue, provider } = options;
  const override = provider === undefined ? {} : { provider };
  const checked = checkStoryboard({ root, sources, unread, catalogue, ...override });
  const diagnostics = checked.diagnostics.map((diagnostic) => showDiagnostic(project, diagnostic));
  const { files: named } = checked;
  if (!checked.ok) return { project, checked: { ok: false, diagnostics }, named };
  const value = { ...checked.value, path: showPath(project, root) };
  return { project, checked: { ok: true, value, diagnostics }, named };
}

/** `dir/` of `dir/film.yaml`; a path like `..` does not end in the file's name and is shown as it really is. */
function folderAsTyped(typed: string, absolute: string): string {
  const root = basename(absolute);
  const folder = basename(typed) === root ? dirname(typed) : dirname(absolute);
  if (folder === '.') return '';
  return `${folder.replaceAll(sep, '/').replace(/\/$/, '')}/`;
}

/** A folder that is not there stays as it is: the file in it will not be found either. */
function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
