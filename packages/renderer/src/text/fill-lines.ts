import type { Measure } from './paragraph.ts';
import type { PreparedText, StyledCluster } from './prepare-text.ts';

/** A line as a range of clusters: `end` is the first one after it, blanks at its end left out. */
export type LineRange = { readonly start: number; readonly end: number };

/** How a text fills lines of one width. */
export type Filled = {
  readonly lines: readonly LineRange[];
  /** Whether a word was too wide for a line and had to be cut. */
  readonly cut: boolean;
};

/** Breaks a text into lines no wider than `width` pixels, each as full as it goes. */
export function fillLines(prepared: PreparedText, width: number, size: number, measure: Measure): Filled {
  const { clusters } = prepared;
  const lines: LineRange[] = [];
  let cut = false;
  let start = 0;
  let used = 0;
  const close = (end: number): void => {
    lines.push({ start, end: trimEnd(clusters, start, end) });
    start = end;
    used = 0;
  };
  for (const word of splitWords(clusters)) {
    if (clusters[word.start]?.break === 'must') close(word.start);
    const visible = measureRange(
      clusters,
      word.start,
      trimEnd(clusters, word.start, word.end),
      size,
      measure,
    );
    if (used > 0 && used + visible > width) close(word.start);
    if (visible > width) {
      cut = true;
      for (let index = word.start; index < word.end; index++) {
        const advance = measureRange(clusters, index, index + 1, size, measure);
        if (used > 0 && used + advance > width) close(index);
        used += advance;
      }
    } else {
      used += measureRange(clusters, word.start, word.end, size, measure);
    }
  }
  if (start < clusters.length) close(clusters.length);
  return { lines, cut };
}

/** Words with the blanks that follow them. */
export function splitWords(clusters: readonly StyledCluster[]): readonly LineRange[] {
  const words: LineRange[] = [];
  let start = 0;
  for (let index = 1; index <= clusters.length; index++) {
    if (index < clusters.length && clusters[index]?.break === 'never') continue;
    words.push({ start, end: index });
    start = index;
  }
  return words;
}

/** The end of a range without the blanks before it. */
export function trimEnd(clusters: readonly StyledCluster[], start: number, end: number): number {
  let last = end;
  while (last > start && clusters[last - 1]?.blank) last--;
  return last;
}

/** The width of a range of clusters, measured in stretches that are drawn together. */
export function measureRange(
  clusters: readonly StyledCluster[],
  start: number,
  end: number,
  size: number,
  measure: Measure,
): number {
  let width = 0;
  for (let from = start; from < end; ) {
    const first = clusters[from];
    if (first === undefined) break;
    let text = first.text;
    let to = from + 1;
    for (let next = clusters[to]; to < end && next && drawsAlike(first, next); next = clusters[to]) {
      text += next.text;
      to++;
    }
    width += measure(text.replaceAll('\n', ''), first.style, first.families, size);
    from = to;
  }
  return width;
}

/** Whether two clusters have the same style and fonts. */
export function drawsAlike(one: StyledCluster, other: StyledCluster): boolean {
  return one.style === other.style && one.families === other.families;
}
