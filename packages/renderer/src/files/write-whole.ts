import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Lets `write` make a file and gives it its name when that is done: it appears whole or not at all, and one that was
 * there before stays until then.
 *
 * @param outFile - Absolute path.
 * @param write - Gets the path to write to, in the same folder; what it throws is thrown on, and nothing is left behind.
 */
export async function writeWhole<Result>(
  outFile: string,
  write: (unfinished: string) => Promise<Result>,
): Promise<Result> {
  // A name of its own: the file's, with anything added, may be longer than a name can be.
  const unfinished = join(dirname(outFile), `.storyboard-${randomUUID()}`);
  try {
    const result = await write(unfinished);
    await rename(unfinished, outFile);
    return result;
  } finally {
    // It must not hide why nothing was written.
    await rm(unfinished, { force: true }).catch(() => {});
  }
}
