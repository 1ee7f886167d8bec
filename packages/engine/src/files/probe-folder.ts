import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

/**
 * Makes a folder where it is missing and sees whether files can be written in it, by writing one and removing it.
 *
 * @throws the system's error where they cannot
 */
export async function probeFolder(folder: string): Promise<void> {
  await makeFolder(folder);
  const probe = join(folder, `${randomUUID()}.tmp`);
  try {
    await writeFile(probe, '', { flag: 'wx' });
  } finally {
    await rm(probe, { force: true });
  }
}
