import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
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
  // At once, so that hardly any end of the process finds it there.
  try {
    writeFileSync(probe, '', { flag: 'wx' });
  } finally {
    rmSync(probe, { force: true });
  }
}
