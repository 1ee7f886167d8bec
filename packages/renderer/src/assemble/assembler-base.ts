import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Timeline } from '@storyboard/core';
import { plainFacts } from '../media/plain-facts.ts';
import type { MediaFacts } from '../media/probe-media.ts';
import { failure, namingShots, type ShotMedia } from './assembly.ts';
import { type ContentCache, openContentCache } from './content-cache.ts';
import { fileMark } from './digest-file.ts';
import { type KnownFfmpeg, knownAbilities } from './known-abilities.ts';
import { openWorkFolder } from './work-folder.ts';

/** What all films of an assembler have in common; opened when the first of them asks. */
export type AssemblerBase = AsyncDisposable & {
  readonly known: KnownFfmpeg;
  readonly cache: ContentCache;
  readonly workFolder: string;
  /** The footage of a shot, looked at once while it is the same file. */
  readonly mediaOf: (shot: string, file: string | undefined) => Promise<ShotMedia>;
};

/** Opens folder, cache and program. */
export async function openAssemblerBase(input: {
  readonly cacheFolder: string;
  readonly ffmpeg: string;
  readonly concurrency: number;
  readonly now: () => number;
  readonly signal: AbortSignal;
}): Promise<AssemblerBase> {
  const { cacheFolder, ffmpeg, concurrency, now, signal } = input;
  const workFolder = await openWorkFolder(resolve(cacheFolder));
  try {
    const held = join(dirname(workFolder.path), 'held');
    await mkdir(held, { recursive: true });
    const known = await knownAbilities(ffmpeg, { folder: held, now }, signal);
    const maker = known.version;
    const cache = await openContentCache(held, workFolder.path, { now, concurrency, maker });
    const seen = new Map<string, Promise<ShotMedia>>();
    return {
      known,
      cache,
      workFolder: workFolder.path,
      mediaOf: async (shot, written) => {
        const file = written === undefined ? '' : resolve(written);
        // Another file of the same name is looked at again.
        const mark = await fileMark(file).then(String, () => file);
        const looked = seen.get(mark) ?? namingShots([shot], () => lookAt(written, file));
        if (written !== undefined) seen.set(mark, looked);
        // Another shot with the same broken file has its own name in its own message.
        looked.catch(() => seen.delete(mark));
        return looked;
      },
      [Symbol.asyncDispose]: () => workFolder[Symbol.asyncDispose](),
    };
  } catch (problem) {
    await workFolder[Symbol.asyncDispose]();
    throw problem;
  }
}

async function lookAt(written: string | undefined, file: string): Promise<ShotMedia> {
  if (written === undefined) throw failure('there is no footage of it.');
  const { video, ...facts } = (await plainFacts(file)) ?? (await probe(file));
  if (video === undefined) throw failure('its file has sound but no pictures.');
  return { file, facts: { ...facts, video } };
}

/** Its library takes longer to be loaded than all plain clips of a film to be looked at. */
async function probe(file: string): Promise<MediaFacts> {
  const { probeMedia } = await import('../media/probe-media.ts');
  return probeMedia(file);
}

/** Refuses a film that no encoder makes. */
export function checkSize({ size }: Timeline): void {
  const isEven = (length: number): boolean => Number.isSafeInteger(length) && length >= 2 && length % 2 === 0;
  if (!isEven(size.width) || !isEven(size.height)) {
    throw failure(`A film needs an even width and height; ${size.width}×${size.height} is not.`);
  }
}
