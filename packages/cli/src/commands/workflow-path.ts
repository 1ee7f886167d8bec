import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * How a workflow of GitHub knows a file: from the root of its repository, wherever in it the command runs. Outside of it,
 * and without a workflow, a path stays as it was typed.
 */
export function workflowPath({ environment, folder }: Terminal): (path: string) => string {
  const workspace = environment['GITHUB_WORKSPACE'];
  if (workspace === undefined || !isAbsolute(workspace)) return (path) => path;
  const root = realPath(workspace);
  return (path) => {
    const absolute = resolve(folder, path);
    // The file itself may be a link, and may not be there; the folder it is in decides.
    const inside = relative(root, join(realPath(dirname(absolute)), basename(absolute)));
    const isOutside = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
    return isOutside ? path : inside.replaceAll(sep, '/');
  };
}

/** A path that is not there stays as it is. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
