import { extname, join } from 'node:path';
import type { Project } from '../project/project.ts';

/** Name of the lock file of a storyboard, beside it: `film.lock.yaml` of `film.yaml`. */
export function lockName({ root }: Pick<Project, 'root'>): string {
  const extension = extname(root);
  const name = /^\.ya?ml$/i.test(extension) ? root.slice(0, -extension.length) : root;
  return `${name}.lock.yaml`;
}

/** Absolute path of the lock file of a storyboard, whether or not it is there. */
export function lockPath(project: Pick<Project, 'root' | 'folder'>): string {
  return join(project.folder, lockName(project));
}
