import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { RECIPE } from './encoding.ts';

/** Files that were made before, by what they were made from; never by name, path or time. */
export type ContentCache = {
  /**
   * The file that these arguments make; `make` is called only if it is not there yet.
   *
   * @param args - Arguments that make it, the output left out; paths of sources stand for their content.
   * @param make - Writes the file it is told to, which then takes its place at once.
   */
  hold(
    args: readonly string[],
    sources: readonly string[],
    extension: string,
    make: (file: string) => Promise<void>,
  ): Promise<{ readonly file: string; readonly isNew: boolean }>;
};

/** Opens the cache in a folder; `workFolder` is on the same disk and takes what is not finished. */
export async function openContentCache(folder: string, workFolder: string): Promise<ContentCache> {
  await mkdir(folder, { recursive: true });
  const digests = new Map<string, Promise<string>>();
  const digestOf = (file: string): Promise<string> => {
    const known = digests.get(file) ?? digestFile(file);
    digests.set(file, known);
    return known;
  };
  let made = 0;
  return {
    hold: async (args, sources, extension, make) => {
      const contents = await Promise.all(sources.map(digestOf));
      const spelled = args.map((arg) => {
        const source = sources.findIndex((file) => arg === `file:${file}`);
        return source === -1 ? arg : `sha256:${contents[source]}`;
      });
      const key = createHash('sha256')
        .update(JSON.stringify([RECIPE, spelled]))
        .digest('hex');
      const file = join(folder, `${key}.${extension}`);
      if (await exists(file)) return { file, isNew: false };
      made += 1;
      const unfinished = join(workFolder, `new-${made}.${extension}`);
      await make(unfinished);
      await rename(unfinished, file);
      return { file, isNew: true };
    },
  };
}

async function digestFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
