import type { Cluster } from './split-clusters.ts';

/** What may happen before a cluster: nothing, a line break if one is needed, or a line break in any case. */
export type Break = 'never' | 'may' | 'must';

const NO_BREAK = /^[\u00A0\u2007\u202F]/u;
const IDEOGRAPH =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303F\uFF00-\uFFEF]/u;
/** Scripts that write no spaces between words: where words end is looked up in a dictionary. */
const SPACELESS = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const OPENING = /^[\p{Ps}\p{Pi}‘“「『（【〈《〔［｛]/u;
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}’”ー々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ～…‥%°]/u;
const DASH = /^[-\u2013\u2014/]/u;

/**
 * Where lines may break, one answer for each cluster: after blanks, between ideographs but not before closing nor
 * after opening punctuation, after a dash inside a word, and between the words of scripts that write no spaces.
 */
export function findBreaks(text: string, clusters: readonly Cluster[]): readonly Break[] {
  const words = SPACELESS.test(text) ? wordStarts(text) : new Set<number>();
  return clusters.map((cluster, index) => {
    const before = clusters[index - 1];
    if (before === undefined) return 'never';
    if (before.text === '\n') return 'must';
    return mayBreak(before, cluster, clusters[index - 2], words) ? 'may' : 'never';
  });
}

function mayBreak(
  before: Cluster,
  after: Cluster,
  earlier: Cluster | undefined,
  words: ReadonlySet<number>,
): boolean {
  if (isBlank(after) || NO_BREAK.test(before.text) || NO_BREAK.test(after.text)) return false;
  if (isBlank(before)) return true;
  if (OPENING.test(before.text)) return false;
  // An @ starts a name: it goes with what follows.
  if (before.text === '@' || (CLOSING.test(after.text) && after.text !== '@')) return false;
  if (stands(before) || stands(after)) return true;
  if (SPACELESS.test(before.text) && SPACELESS.test(after.text)) return words.has(after.start);
  return DASH.test(before.text) && isLetter(earlier) && isLetter(after);
}

/** Whether a cluster stands alone, so that a line may break on either side of it. */
function stands(cluster: Cluster): boolean {
  return cluster.emoji || IDEOGRAPH.test(cluster.text);
}

/** Whether a cluster is a blank at which a line may end. */
export function isBlank(cluster: Cluster): boolean {
  return /^\s/u.test(cluster.text) && !NO_BREAK.test(cluster.text);
}

function isLetter(cluster: Cluster | undefined): boolean {
  return cluster !== undefined && /^\p{L}/u.test(cluster.text);
}

function wordStarts(text: string): ReadonlySet<number> {
  const starts = new Set<number>();
  for (const { index } of new Intl.Segmenter('en', { granularity: 'word' }).segment(text)) starts.add(index);
  return starts;
}
