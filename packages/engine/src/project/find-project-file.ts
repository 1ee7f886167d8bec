import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { errorCode } from '../files/error-code.ts';

/** Where a file of the project really is, or why it cannot be used. */
export type FoundFile =
  | { readonly status: 'found'; readonly file: string }
  | { readonly status: 'missing' }
  | { readonly status: 'outside' }
  | { readonly status: 'unreadable' };

/**
 * Finds the real place of a file of the project: no symbolic link leads out of the folder.
 *
 * @param folder real path of the project folder
 * @param path relative to it, `/`-separated
 */
export function findProjectFile(folder: string, path: string): FoundFile {
  try {
    const file = realpathSync.native(join(folder, path));
    return isInside(folder, file) ? { status: 'found', file } : { status: 'outside' };
  } catch (error) {
    return { status: MISSING.has(errorCode(error) ?? '') ? 'missing' : 'unreadable' };
  }
}

/** Whether a real path is a folder, given by its real path, or anywhere below it. */
export function isInside(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);
