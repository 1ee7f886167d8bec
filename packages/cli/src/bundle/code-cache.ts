import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../settings/cache-folder.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where compiled code is kept between runs; undefined where the environment names no place or wants none. */
export function codeCacheFolder(environment: Environment, platform: NodeJS.Platform): string | undefined {
  if ((environment['NODE_DISABLE_COMPILE_CACHE'] ?? '') !== '') return undefined;
  const folder = cacheFolder(environment, platform);
  return folder === undefined ? undefined : join(folder, 'code');
}

/** What was kept under a name; undefined where there is nothing, or somebody else could have put it there. */
export function readCode(folder: string, name: string): Buffer | undefined {
  try {
    return isOwn(folder) ? readFileSync(join(folder, name)) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps code under a name, whole or not at all, in place of what is there for earlier builds; best effort. */
export function keepCode(
  folder: string,
  name: string,
  code: Uint8Array,
  isEarlier: (name: string) => boolean,
): void {
  try {
    makeFolders(folder);
    if (!isOwn(folder)) return;
    const temporary = join(folder, `${name}.${process.pid}.tmp`);
    try {
      // Flushed, because code that was cut off by a power failure is not always recognised as such.
      writeFileSync(temporary, code, { flag: 'wx', mode: 0o600, flush: true });
      renameSync(temporary, join(folder, name));
    } finally {
      rmSync(temporary, { force: true });
    }
    for (const other of readdirSync(folder)) {
      if (other !== name && isEarlier(other)) rmSync(join(folder, other), { force: true });
    }
  } catch {
    // A machine without room, or without a home, only starts a little slower.
  }
}

/**
 * Makes a folder for compiled code that nobody else can write to, where it is missing; false where that cannot be had.
 */
export function openOwnFolder(folder: string): boolean {
  try {
    makeFolders(folder);
    return isOwn(folder);
  } catch {
    return false;
  }
}

/** One by one: Node's own recursive way never ends on a file system such as /proc. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolders(above);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (thrown) {
    // Another run may have made it in the meantime.
    if (!existsSync(folder)) throw thrown;
  }
}

/** Compiled code is run as it is, so it is taken only from a folder that nobody else can write to. */
function isOwn(folder: string): boolean {
  const stats = lstatSync(folder);
  if (!stats.isDirectory()) return false;
  // Windows has neither; there the folder is in the user's own profile.
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0);
}
