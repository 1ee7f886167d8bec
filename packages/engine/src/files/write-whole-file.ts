import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a small file so that it appears whole or not at all, and stays after a power cut.
 *
 * @param temporaryFolder where it is written first; on the same disk as `file`
 */
export async function writeWholeFile(file: string, text: string, temporaryFolder: string): Promise<void> {
  const temporary = join(temporaryFolder, `${randomUUID()}.part`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}
