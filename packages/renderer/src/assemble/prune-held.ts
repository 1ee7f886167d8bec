import { lstatSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** After so long without a use a held file is not worth its place. */
const UNUSED_MS = 30 * 24 * 60 * 60_000;

/** Held files are named by their content; nothing else is ever removed. */
const HELD_NAME = /^[0-9a-f]{64}\.[0-9a-z]+$/;

/**
 * Removes the held files that no assembly has used for thirty days; a file's time is that of its last use. What cannot be
 * looked at or removed stays: nobody waits for it.
 *
 * @param options.used names of files that stay, however old
 * @param options.now milliseconds since 1970
 */
export async function pruneHeld(
  folder: string,
  options: { readonly used: ReadonlySet<string>; readonly now: number },
): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!HELD_NAME.test(name) || options.used.has(name)) continue;
    const file = join(folder, name);
    try {
      // Both at once: another assembly that begins to use the file in between has no time to look at it.
      if (options.now - lstatSync(file).mtimeMs > UNUSED_MS) rmSync(file);
    } catch {}
  }
}
