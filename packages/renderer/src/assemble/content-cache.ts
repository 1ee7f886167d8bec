import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { StoryboardError } from '@storyboard/core';
import { RECIPE } from './encoding.ts';
import { pruneHeld } from './prune-held.ts';

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
  /** Removes what neither this assembly nor any other has used for a long time. Never throws. */
  prune(): Promise<void>;
};

/**
 * Opens the cache in a folder; `workFolder` is on the same disk and takes what is not finished.
 *
 * @param options.now milliseconds since 1970
 */
export async function openContentCache(
  folder: string,
  workFolder: string,
  options: { readonly now: () => number },
): Promise<ContentCache> {
  await mkdir(folder, { recursive: true });
  const digests = new Map<string, Promise<string>>();
  const digestOf = (file: string): Promise<string> => {
    const known = digests.get(file) ?? digestFile(file);
    digests.set(file, known);
    return known;
  };
  const used = new Set<string>();
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
      const name = `${key}.${wanted.extension}`;
      const file = join(folder, name);
      used.add(name);
      // Before it is looked at: from now on no other assembly takes it for unused.
      await touch(file, options.now());
      // A crash of the machine can leave a file with its name but without all of its bytes.
      if (await isWhole(file, wanted)) return file;
      made += 1;
      const unfinished = join(workFolder, `new-${made}.${wanted.extension}`);
      await wanted.make(unfinished);
      const problem = await wanted.problem(unfinished);
      if (problem !== undefined) throw new StoryboardError('assembly-failed', problem);
      await rename(unfinished, file);
      return file;
    },
    prune: () => pruneHeld(folder, { used, now: options.now() }),
  };
}

/** A file that is not there, or not any more, is no different from one that is broken. */
async function isWhole(file: string, wanted: Holding): Promise<boolean> {
  return wanted.problem(file).then(
    (problem) => problem === undefined,
    () => false,
  );
}

/** Notes the use of a file. One that is not there, or belongs to someone else, stays as it is. */
async function touch(file: string, now: number): Promise<void> {
  await utimes(file, now / 1000, now / 1000).catch(() => {});
}

async function digestFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}
