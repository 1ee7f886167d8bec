import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { errorCode } from './error-code.ts';

/**
 * Makes a folder with every folder above it that is missing, each by itself: Node's own recursive way never ends on a
 * file system that answers "no such file" to the making of a folder, as /proc does.
 *
 * @param mode of the folders that are made; as the user's mask says where absent
 * @throws the system's error, `ENOTDIR` or `EEXIST` where a file is in the way
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  const missing: string[] = [];
  let nearest = resolve(path);
  while (!(await isThere(nearest))) {
    missing.push(nearest);
    if (dirname(nearest) === nearest) break;
    nearest = dirname(nearest);
  }
  for (const folder of missing.reverse()) await makeOne(folder, mode);
  if (missing.length === 0 && !(await stat(path)).isDirectory()) {
    throw Object.assign(new Error(`${path} is no folder.`), { code: 'ENOTDIR' });
  }
}

async function makeOne(folder: string, mode: number | undefined): Promise<void> {
  try {
    await mkdir(folder, mode === undefined ? {} : { mode });
  } catch (error) {
    // Another program may have made it in the meantime.
    if (errorCode(error) === 'EEXIST' && (await isThere(folder)) && (await stat(folder)).isDirectory())
      return;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
