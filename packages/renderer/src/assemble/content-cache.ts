import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoryboardError } from '@storyboard/core';
import { createLanes, type WorkSize } from './create-lanes.ts';
import { digestFile, fileMark } from './digest-file.ts';
import { RECIPE } from './encoding.ts';
import { pruneHeld } from './prune-held.ts';

/** One file that can be held, and how it is made when it is not there. */
export type Holding = {
  /** Arguments that make it, the output left out; paths of sources in them stand for their content. */
  readonly args: readonly string[];
  readonly sources: readonly string[];
  readonly extension: string;
  /** Writes the file it is told to, which then takes its place at once. It must not wait for another holding. */
  readonly make: (file: string) => Promise<void>;
  /** What is wrong with a file, new or held; one that is held and wrong is made again. */
  readonly problem: (file: string) => Promise<string | undefined>;
  /** Whether nobody waits for it yet: then nothing that is wanted sooner waits for it either. */
  readonly background?: boolean;
  /** `large` by default; what is small does not wait for what is large. */
  readonly size?: WorkSize;
};

/** Files that were made before, by what they were made from; never by name, path or time. */
export type ContentCache = {
  /**
   * The file that is wanted, from before or new. Who wants what is being made already waits for that; at most as many
   * are made at a time as the cache was opened for.
   *
   * @throws StoryboardError `assembly-failed` when a new file has a problem.
   */
  hold(wanted: Holding): Promise<string>;
  /** Whether a file was made since the cache was opened, and not before. */
  isNew(file: string): boolean;
  /** Removes what neither this assembly nor any other has used for a long time. Never throws. */
  prune(): Promise<void>;
};

/** How a cache is opened. */
export type ContentCacheOptions = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How many files are made at a time; as many as are wanted by default. */
  readonly concurrency?: number;
  /** What, beside arguments and sources, decides what comes out: the program's version. */
  readonly maker?: string;
};

/** Sources of which the digest is taken at a time; each needs an open file and some memory. */
const READ_AT_ONCE = 4;

/** Opens the cache in a folder; `workFolder` is on the same disk and takes what is not finished. */
export async function openContentCache(
  folder: string,
  workFolder: string,
  { now, concurrency = Number.POSITIVE_INFINITY, maker = '' }: ContentCacheOptions,
): Promise<ContentCache> {
  await mkdir(folder, { recursive: true });
  const digests = new Map<string, Promise<string>>();
  const used = new Set<string>();
  const fresh = new Set<string>();
  const making = new Map<string, Promise<string>>();
  const inLane = createLanes(concurrency, 1);
  // One more program at a time than without, however many there are to look at.
  const inBackground = createLanes(1);
  const inReadingLane = createLanes(READ_AT_ONCE);
  let made = 0;
  const take = async (name: string): Promise<string> => {
    const file = join(folder, name);
    used.add(name);
    // Before it is looked at: from now on no other assembly takes it for unused.
    await touch(file, now());
    return file;
  };
  const digestOf = async (source: string): Promise<string> => {
    const mark = keyOf(['digest', await fileMark(source)]);
    const known = digests.get(mark) ?? inReadingLane(() => rememberedDigest(source, mark, take));
    digests.set(mark, known);
    // What cannot be read now may be there later.
    known.catch(() => digests.delete(mark));
    return known;
  };
  const makeOrTake = async (name: string, wanted: Holding): Promise<string> => {
    const file = await take(name);
    // A crash of the machine can leave a file with its name but without all of its bytes.
    if (await isWhole(file, wanted)) return file;
    made += 1;
    const unfinished = join(workFolder, `new-${made}.${wanted.extension}`);
    await (wanted.background === true ? inBackground : inLane)(() => wanted.make(unfinished), wanted.size);
    const problem = await wanted.problem(unfinished);
    if (problem !== undefined) throw new StoryboardError('assembly-failed', problem);
    await keep(unfinished, file);
    // Its time is by the clock that its use is told by, not by that of the disk.
    await touch(file, now());
    fresh.add(file);
    return file;
  };
  return {
    hold: async (wanted) => {
      const contents = await Promise.all(wanted.sources.map(digestOf));
      const spelled = wanted.args.map((arg) => {
        const source = wanted.sources.findIndex((file) => arg === `file:${file}`);
        return source === -1 ? arg : `sha256:${contents[source]}`;
      });
      const name = `${keyOf([RECIPE, maker, spelled])}.${wanted.extension}`;
      const running = making.get(name);
      if (running !== undefined) return running;
      const result = makeOrTake(name, wanted).finally(() => making.delete(name));
      making.set(name, result);
      return result;
    },
    isNew: (file) => fresh.has(file),
    prune: () => pruneHeld(folder, { used, now: now() }),
  };
}

/** A name that outlives a crash of the machine has all of its bytes. */
async function keep(unfinished: string, file: string): Promise<void> {
  {
    await using handle = await open(unfinished, 'r+');
    await handle.datasync();
  }
  await rename(unfinished, file);
}

/** A digest is read again from its note while the file is the very one that was digested. */
async function rememberedDigest(
  source: string,
  mark: string,
  take: (name: string) => Promise<string>,
): Promise<string> {
  const name = `${mark}.txt`;
  const note = await take(name);
  const noted = await readFile(note, 'utf8').catch(() => '');
  if (/^[0-9a-f]{64}$/.test(noted)) return noted;
  const digest = await digestFile(source);
  // Without it the next assembly digests again.
  await writeFile(note, digest).catch(() => {});
  await take(name);
  return digest;
}

function keyOf(words: unknown): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('hex');
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
