import { access, constants, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { sizeText } from '../views/words.ts';
import type { Check } from './check.ts';

const LITTLE_BYTES = 2e9;
const TOO_LITTLE_BYTES = 1e8;

/** Whether takes can be kept, in the folder that `STORYBOARD_DIR` names or beside the storyboard, and files be made meanwhile. */
export async function checkDisk(named: string | undefined, folder: string): Promise<readonly Check[]> {
  const store = named === undefined || named === '' ? resolve(folder, '.storyboard') : resolve(folder, named);
  const storeName = named === undefined || named === '' ? 'store' : 'STORYBOARD_DIR';
  return Promise.all([checkFolder(storeName, store), checkFolder('temporary', tmpdir())]);
}

async function checkFolder(name: string, folder: string): Promise<Check> {
  const place = await nearestThatExists(folder);
  try {
    if (!(await stat(place)).isDirectory()) {
      return {
        name,
        status: 'problem',
        found: `${place} is a file; a folder is needed`,
        advice: 'Name another folder.',
      };
    }
    await access(place, constants.W_OK | constants.X_OK);
  } catch {
    return {
      name,
      status: 'problem',
      found: `${place} cannot be written to`,
      advice: 'Change its permissions, or name another folder.',
    };
  }
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  const found = `${folder}, ${sizeText(free)} free`;
  if (free < TOO_LITTLE_BYTES) return { name, status: 'problem', found, advice: 'Make room on the disk.' };
  if (free < LITTLE_BYTES)
    return { name, status: 'warning', found, advice: 'A film may need more; make room.' };
  return { name, status: 'ok', found };
}

/** The folder itself or the nearest one above it that is there: the rest is made when it is needed. */
async function nearestThatExists(folder: string): Promise<string> {
  try {
    await stat(folder);
    return folder;
  } catch {
    const above = dirname(folder);
    return above === folder ? folder : nearestThatExists(above);
  }
}
