import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { StoryboardError } from '@storyboard/core';

/**
 * Writes a text file whole or not at all.
 *
 * @param file as the user typed it
 * @param kept absolute paths of files that are not written over
 * @throws StoryboardError `usage` where there is no folder for it, a folder stands in its place, or it is one of `kept`
 */
export async function writeTextFile(file: string, text: string, kept: readonly string[] = []): Promise<void> {
  const folder = await realFolder(resolve(file));
  if (folder === undefined) throw refusal(file, 'its folder does not exist');
  const target = join(folder, basename(resolve(file)));
  if (await isFolder(target)) throw refusal(file, 'a folder stands in its place');
  const place = await realPath(target);
  for (const path of kept) {
    if ((await realPath(path)) === place) throw refusal(file, 'it is a file of the storyboard');
  }
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

function refusal(file: string, why: string): StoryboardError {
  return new StoryboardError('usage', `${file} cannot be written: ${why}.`);
}

async function realFolder(target: string): Promise<string | undefined> {
  const folder = dirname(target);
  return (await isFolder(folder)) ? realPath(folder) : undefined;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** A path that is not there stays as it is. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}
