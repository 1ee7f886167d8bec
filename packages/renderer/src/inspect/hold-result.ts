import { readFile, writeFile } from 'node:fs/promises';
import type { ContentCache } from '../assemble/content-cache.ts';

/** Changes with what is looked for, so that nothing that was found by an older look is believed. */
const LOOK = 'look-1';

/**
 * The result of work that is decided by `what` alone: as it was kept, or worked out now and kept. It must be plain data;
 * undefined survives as absent.
 */
export async function holdResult<Result extends object>(
  cache: ContentCache,
  what: readonly unknown[],
  work: () => Promise<Result>,
): Promise<Result> {
  const file = await cache.hold({
    args: [LOOK, JSON.stringify(what)],
    sources: [],
    extension: 'json',
    make: async (made) => writeFile(made, JSON.stringify(await work())),
    problem: async (made) =>
      isWhole(await readFile(made, 'utf8')) ? undefined : 'a result was not kept whole',
  });
  return JSON.parse(await readFile(file, 'utf8')) as Result;
}

function isWhole(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
