/**
 * Does work on every item, at most `concurrency` at a time, started in their order. The first failure stops the rest
 * by the signal that each gets; the pool then waits until all have ended and throws that failure.
 *
 * @returns The results in the order of the items.
 */
export async function runPool<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  signal: AbortSignal | undefined,
  work: (item: Item, signal: AbortSignal, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  signal?.throwIfAborted();
  const stop = new AbortController();
  const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const results: Result[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length && !either.aborted) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(items[index] as Item, either, index);
      } catch (problem) {
        stop.abort(problem);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, lane));
  signal?.throwIfAborted();
  stop.signal.throwIfAborted();
  return results;
}
