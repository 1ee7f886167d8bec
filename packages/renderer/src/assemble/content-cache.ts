import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { StoryboardError } from '@storyboard/core';
import { RECIPE } from './encoding.ts';

/** One file that can be held, and how it is made when it is not there. */
export type Holding = {
  /** Arguments that make it, the output left out; paths of sources in them stand for their content. */
  readonly args: readonly string[];
  readonly sources: readonly string[];
  readonly extension: string;
  /** Writes the file it is told to, which then takes its place at once. */
  readonly make: (file: string) => Promise<void>;
  /** What is wrong with a file, new or held; one that is held and wrong is made again. */
  readonly problem: (file: string) => Promise<string | undefined>;
};

/** Files that were made before, by what they were made from; never by name, path or time. */
export type ContentCache = {
  /**
   * The file that is wanted, from before or new.
   *
   * @throws StoryboardError `assembly-failed` when a new file has a problem.
   */
  hold(wanted: Holding): Promise<string>;
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
    hold: async (wanted) => {
      const contents = await Promise.all(wanted.sources.map(digestOf));
      const spelled = wanted.args.map((arg) => {
        const source = wanted.sources.findIndex((file) => arg === `file:${file}`);
        return source === -1 ? arg : `sha256:${contents[source]}`;
      });
      const key = createHash('sha256')
        .update(JSON.stringify([RECIPE, spelled]))
        .digest('hex');
      const file = join(folder, `${key}.${wanted.extension}`);
      // A crash of the machine can leave a file with its name but without all of its bytes.
      if ((await exists(file)) && (await wanted.problem(file)) === undefined) return file;
      made += 1;
      const unfinished = join(workFolder, `new-${made}.${wanted.extension}`);
      await wanted.make(unfinished);
      const problem = await wanted.problem(unfinished);
      if (problem !== undefined) throw new StoryboardError('assembly-failed', problem);
      await rename(unfinished, file);
      return file;
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
