import { type LineRange, measureRange, splitWords, trimEnd } from './fill-lines.ts';
import type { Measure } from './paragraph.ts';
import type { PreparedText } from './prepare-text.ts';

/** The best way found to set the words from one on: how uneven it is, and where its first line ends. */
type Best = { readonly unevenness: number; readonly end: number };

/**
 * Breaks a text into exactly `count` lines no wider than `width` whose lengths differ as little as they can;
 * undefined where it does not go into so many lines.
 */
export function evenLines(
  prepared: PreparedText,
  width: number,
  count: number,
  size: number,
  measure: Measure,
): readonly LineRange[] | undefined {
  const { clusters } = prepared;
  const words = splitWords(clusters);
  const known = new Map<string, Best | undefined>();
  const rangeOf = (first: number, end: number): LineRange => {
    const start = words[first]?.start ?? 0;
    return { start, end: trimEnd(clusters, start, words[end - 1]?.end ?? start) };
  };
  const best = (first: number, lines: number): Best | undefined => {
    const key = `${first} ${lines}`;
    if (!known.has(key)) known.set(key, search(first, lines));
    return known.get(key);
  };
  const search = (first: number, lines: number): Best | undefined => {
    if (lines === 0) return first === words.length ? { unevenness: 0, end: first } : undefined;
    let found: Best | undefined;
    for (let end = first + 1; end <= words.length; end++) {
      const { start, end: last } = rangeOf(first, end);
      const room = width - measureRange(clusters, start, last, size, measure);
      if (room < 0) break;
      const rest = best(end, lines - 1);
      const unevenness = room ** 2 + (rest?.unevenness ?? 0);
      if (rest !== undefined && (found === undefined || unevenness < found.unevenness))
        found = { unevenness, end };
      if (clusters[words[end]?.start ?? -1]?.break === 'must') break;
    }
    return found;
  };
  const lines: LineRange[] = [];
  for (let first = 0; lines.length < count; ) {
    const next = best(first, count - lines.length);
    if (next === undefined) return undefined;
    lines.push(rangeOf(first, next.end));
    first = next.end;
  }
  return lines;
}
