/** A queue that gives its items by rank, lowest first; of equal ones the earlier. Adding and taking are logarithmic. */
export type RankQueue<T> = {
  readonly add: (rank: number, item: T) => void;
  /** The next item; absent when there is none. */
  readonly take: () => T | undefined;
  readonly size: () => number;
};

type Entry<T> = { readonly rank: number; readonly order: number; readonly item: T };

/** An empty queue: a binary heap. */
export function createRankQueue<T>(): RankQueue<T> {
  const heap: Entry<T>[] = [];
  let added = 0;
  return {
    size: () => heap.length,
    add: (rank, item) => {
      heap.push({ rank, order: added, item });
      added += 1;
      rise(heap);
    },
    take: () => {
      const [first] = heap;
      const last = heap.pop();
      if (heap.length > 0 && last !== undefined) sink(heap, last);
      return first?.item;
    },
  };
}

function rise<T>(heap: Entry<T>[]): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swapIfBefore(heap, at, parent)) return;
    at = parent;
  }
}

function sink<T>(heap: Entry<T>[], last: Entry<T>): void {
  heap[0] = last;
  let at = 0;
  while (true) {
    const left = 2 * at + 1;
    const right = left + 1;
    const lower = isBefore(heap[right], heap[left]) ? right : left;
    if (!swapIfBefore(heap, lower, at)) return;
    at = lower;
  }
}

function swapIfBefore<T>(heap: Entry<T>[], low: number, high: number): boolean {
  const [a, b] = [heap[low], heap[high]];
  if (a === undefined || b === undefined || !isBefore(a, b)) return false;
  heap[low] = b;
  heap[high] = a;
  return true;
}

function isBefore<T>(a: Entry<T> | undefined, b: Entry<T> | undefined): boolean {
  if (a === undefined) return false;
  return b === undefined || a.rank < b.rank || (a.rank === b.rank && a.order < b.order);
}
