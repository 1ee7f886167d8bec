import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';

/**
 * The name by which a ledger knows a storyboard: its path from the folder that the store is in, so that a project can be
 * moved with its store; the absolute path of one that is somewhere else.
 *
 * @param file absolute path of the storyboard
 * @param storeFolder absolute path, whether or not it is there
 */
export function filmId(file: string, storeFolder: string): string {
  const whole = join(realFolder(dirname(file)), basename(file));
  const path = relative(realFolder(dirname(storeFolder)), whole);
  const isInside = path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  return isInside ? path.split(sep).join('/') : whole;
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
