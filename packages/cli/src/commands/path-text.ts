import { isAbsolute, relative } from 'node:path';

/** A path as the user would type it: from the working folder where it lies below that. */
export function pathText(file: string, folder: string): string {
  const path = relative(folder, file);
  return path.startsWith('..') || isAbsolute(path) ? file : path;
}
