import { createHash } from 'node:crypto';

/** Gives the next of a sequence of numbers from 0 up to, but not including, 1. */
export type Chance = () => number;

/** A sequence that is the same for the same names. */
export function chanceOf(...names: readonly (string | number)[]): Chance {
  let count = 0;
  return () => {
    count += 1;
    const digest = createHash('sha256')
      .update(JSON.stringify([...names, count]))
      .digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  };
}

/** A whole number from 1 to `most`. */
export function wholeOf(chance: Chance, most: number): number {
  return 1 + Math.floor(chance() * most);
}

/** Works through a list, so many at a time; the first failure ends it once what is at work has come to its end. */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  let isOver = false;
  const lane = async (): Promise<void> => {
    for (const [index, item] of left) {
      if (isOver) return;
      try {
        results[index] = await work(item);
      } catch (error) {
        isOver = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return results;
}
