import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const PREFIX = 'work-';
/**
 * What a run that was killed left behind is removed by a later one, but never the folder of one that may still run: it
 * may wait for days for what others make.
 */
const LEFT_BEHIND_MS = 7 * 24 * 60 * 60_000;

/** A folder for what is not finished, with a name of ours; it and all in it are gone when it is disposed. */
export async function openWorkFolder(parent: string): Promise<AsyncDisposable & { readonly path: string }> {
  await mkdir(parent, { recursive: true });
  await sweep(parent);
  const path = await mkdtemp(join(parent, PREFIX));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function sweep(parent: string): Promise<void> {
  const names = await readdir(parent);
  for (const name of names.filter((candidate) => candidate.startsWith(PREFIX))) {
    const path = join(parent, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats !== undefined && Date.now() - stats.mtimeMs > LEFT_BEHIND_MS) {
      await rm(path, { recursive: true, force: true });
    }
  }
}
