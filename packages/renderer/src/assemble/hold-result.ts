import { readFile, writeFile } from 'node:fs/promises';
import type { ContentCache, Holding } from './content-cache.ts';

/** Changes with what is looked for, so that nothing that was found by an older look is believed. */
const LOOK = 'look-2';

/**
 * The result of work that is decided by `what` and the content of the sources alone: as it was kept, or worked out now and
 * kept. It must be plain data; undefined survives as absent.
 */
export async function holdResult<Result extends object>(
  cache: ContentCache,
  what: readonly unknown[],
  work: () => Promise<Result>,
  {
    sources = [],
    background = false,
    size = 'large',
  }: Partial<Pick<Holding, 'sources' | 'background' | 'size'>> = {},
): Promise<Result> {
  let found: unknown;
  const file = await cache.hold({
    args: [LOOK, JSON.stringify(what), ...sources.map((source) => `file:${source}`)],
    sources,
    background,
    size,
    extension: 'json',
    make: async (made) => writeFile(made, JSON.stringify({ [LOOK]: await work() })),
    problem: async (made) => {
      found = resultIn(await readFile(made, 'utf8'));
      return found === undefined ? 'a result was not kept whole' : undefined;
    },
  });
  // Somebody else may have looked at it.
  return (found ?? resultIn(await readFile(file, 'utf8'))) as Result;
}

/** Undefined in what was not written here, or not to its end. */
function resultIn(text: string): unknown {
  try {
    return (JSON.parse(text) as Readonly<Record<string, unknown>> | null)?.[LOOK];
  } catch {
    return undefined;
  }
}
