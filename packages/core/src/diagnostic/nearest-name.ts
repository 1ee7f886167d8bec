/** Longer words than this are no typing mistakes; the bound keeps hostile input cheap. */
const LONGEST = 64;

/** How many candidates are looked at; the bound keeps hostile input cheap. */
const MOST = 1000;

/**
 * The candidate a person most likely meant: the same but for case, `-` and `_`, or a few letters away (a letter too
 * many, too few, another one, or two swapped). Absent where nothing is near.
 */
export function nearestName(written: string, candidates: Iterable<string>): string | undefined {
  if (written.length > LONGEST) return undefined;
  const wanted = bare(written);
  let nearest: string | undefined;
  let best = 1 + Math.min(3, Math.floor((written.length + 1) / 3));
  let looked = 0;
  for (const candidate of candidates) {
    looked += 1;
    if (looked > MOST) break;
    if (candidate === written) continue;
    const distance = bare(candidate) === wanted ? 0 : editDistance(written, candidate, best);
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

/** A hint that asks for the nearest candidate, or the words given where nothing is near. */
export function didYouMean(
  written: string,
  candidates: Iterable<string>,
  otherwise?: string,
): string | undefined {
  const nearest = nearestName(written, candidates);
  return nearest === undefined ? otherwise : `Did you mean \`${nearest}\`?`;
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/**
 * Optimal string alignment distance; `limit` where it is not below that. Only the band around the diagonal is looked at:
 * whatever leaves it is too far away.
 */
function editDistance(from: string, to: string, limit: number): number {
  if (to.length > LONGEST || Math.abs(from.length - to.length) >= limit) return limit;
  const a = from.toLowerCase();
  const b = to.toLowerCase();
  const width = b.length + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: width }, (_, index) => Math.min(index, limit));
  for (let row = 1; row <= a.length; row += 1) {
    const next: number[] = new Array(width).fill(limit);
    next[0] = Math.min(row, limit);
    let least = next[0];
    for (let column = Math.max(1, row - limit); column <= Math.min(b.length, row + limit); column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? limit) + 1,
        (next[column - 1] ?? limit) + 1,
        (last[column - 1] ?? limit) + (isSame ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? limit) + 1);
      }
      next[column] = cost;
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    beforeLast = last;
    last = next;
  }
  return Math.min(last[b.length] ?? limit, limit);
}
