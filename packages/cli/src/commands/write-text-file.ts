import { rename, rm, writeFile } from 'node:fs/promises';
import { StoryboardError } from '@storyboard/core';

/**
 * Writes a text file whole or not at all.
 *
 * @throws StoryboardError `usage` where there is no folder for it, or a folder stands in its place
 */
export async function writeTextFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, file);
  } catch (thrown) {
    await rm(temporary, { force: true });
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') {
      const why = code === 'EISDIR' ? 'a folder stands in its place' : 'its folder does not exist';
      throw new StoryboardError('usage', `${file} cannot be written: ${why}.`, { cause: thrown });
    }
    throw thrown;
  }
}
