import type { Position } from '../../diagnostic/diagnostic.ts';

/** Finds line and column of offsets in one text; the lines are counted when the first position is asked for. */
export function positionsOf(text: string): (offset: number) => Position {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    const bounded = Math.min(Math.max(offset, 0), text.length);
    const line = lastAtOrBefore(starts, bounded);
    return { line: line + 1, column: bounded - (starts[line] ?? 0) + 1, offset: bounded };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the last number that is not above `limit`; the first is 0, so there is one. */
function lastAtOrBefore(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
