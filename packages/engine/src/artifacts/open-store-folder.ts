import { lstat, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isStoryboardError, StoryboardError } from '@storyboard/core';
import { errorCode } from '../files/error-code.ts';
import { makeFolder } from '../files/make-folder.ts';
import { probeFolder } from '../files/probe-folder.ts';
import { isInside } from '../project/find-project-file.ts';
import { storeUnusable } from './store-unusable.ts';

/** The folder that keeps what was made, with the parts of it that are written to. */
export type StoreFolder = {
  /** Absolute path. */
  readonly path: string;
  /** Files being written; whatever is in it is worth nothing to a later run. */
  readonly temporary: string;
  /** Locks of the runs that live. */
  readonly runs: string;
  readonly objects: string;
  /** Pieces of films, for the renderer to use again. */
  readonly cache: string;
};

/** What crashed runs left behind is thrown away after this long; younger files may belong to another running program. */
const LEFTOVER_MS = 24 * 60 * 60 * 1000;

/** Names of temporary files begin with a random UUID, the renderer's with its sign too; nothing else is thrown away. */
const LEFTOVER_NAME = /^(?:\.storyboard-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.|$)/;

/** What sees whether a folder can be written is called so; where more than leftovers lies, nothing else is thrown away. */
const PROBE_NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/**
 * Makes the store's folders where they are missing, keeps git away from them, and throws away leftovers of crashed runs.
 *
 * @param path absolute
 * @param options.now milliseconds since 1970
 * @param options.within real path of the folder that the store must not leave by a symbolic link; absent for a store that
 *   the user put elsewhere himself
 * @throws StoryboardError `store-unusable`
 */
export async function openStoreFolder(
  path: string,
  options: { readonly now: number; readonly within?: string },
): Promise<StoreFolder> {
  const store = storeFolderAt(path);
  const folders = [store.temporary, store.runs, store.cache, store.objects];
  try {
    for (const folder of folders) await makeFolder(folder);
    // A project may come from a stranger: what is written, and thrown away, is written nowhere else.
    const real = await realpath(path);
    if (options.within !== undefined && !isInside(options.within, real)) throw linkedAway(path);
    for (const folder of folders) {
      if (!isInside(real, await realpath(folder))) throw linkedAway(folder);
    }
    for (const folder of [store.objects, store.cache]) await refuseLinksIn(folder);
    for (const folder of folders) await probeFolder(folder);
    await ignoreInGit(path);
    for (const folder of folders) {
      await removeLeftovers(folder, folder === store.temporary ? LEFTOVER_NAME : PROBE_NAME, options.now);
    }
  } catch (error) {
    throw isStoryboardError(error) ? error : storeUnusable(path, error);
  }
  return store;
}

/** The same folders without touching the disk, to read a store that may not be there yet. */
export function storeFolderAt(path: string): StoreFolder {
  return {
    path,
    temporary: join(path, 'tmp'),
    runs: join(path, 'runs'),
    objects: join(path, 'objects'),
    cache: join(path, 'cache'),
  };
}

/** What is written to these goes into folders of theirs. */
async function refuseLinksIn(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link !== undefined) throw linkedAway(join(folder, link.name));
}

function linkedAway(folder: string): StoryboardError {
  return new StoryboardError('store-unusable', `${folder} is a symbolic link that leads out of its folder.`, {
    hint: 'Remove the link; to keep the store elsewhere, set STORYBOARD_DIR.',
  });
}

async function ignoreInGit(path: string): Promise<void> {
  try {
    await writeFile(join(path, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

async function removeLeftovers(folder: string, names: RegExp, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!names.test(name)) continue;
    const leftover = join(folder, name);
    try {
      const { mtimeMs } = await lstat(leftover);
      if (now - mtimeMs > LEFTOVER_MS) await rm(leftover, { recursive: true, force: true });
    } catch (error) {
      // Another run may have finished with it in the meantime.
      if (errorCode(error) !== 'ENOENT') throw error;
    }
  }
}
