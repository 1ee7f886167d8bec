import type { EmbeddingLevels } from 'bidi-js';
import { bidi } from './bidi.ts';
import { type Break, findBreaks, isBlank } from './find-breaks.ts';
import type { Fonts } from './open-fonts.ts';
import type { Span, TextStyle } from './paragraph.ts';
import { isCovered, replaceMissing } from './replace-missing.ts';
import { splitClusters } from './split-clusters.ts';

/** A cluster with all that is known of it before its size is. */
export type StyledCluster = {
  readonly text: string;
  readonly start: number;
  readonly style: TextStyle;
  readonly families: string;
  readonly blank: boolean;
  readonly break: Break;
};

/** A text that is ready to be laid out at any size. */
export type PreparedText = {
  readonly text: string;
  readonly clusters: readonly StyledCluster[];
  readonly levels: EmbeddingLevels;
  readonly rightToLeft: boolean;
  /** Line height as a multiple of the size: scripts with tall letters need more of it. */
  readonly leading: number;
};

const TALL =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SQUARE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The text of spans joined, split into clusters with their styles and fonts, its direction and its line breaks known. */
export function prepareText(spans: readonly Span[], fonts: Fonts): PreparedText {
  const drawable = spans.map((span) => ({ ...span, text: replaceMissing(span.text, fonts) }));
  const text = drawable.map((span) => span.text).join('');
  const levels = levelsOf(drawable, direction(text));
  const plain = splitClusters(text);
  const breaks = findBreaks(text, plain);
  const styles = drawable.flatMap((span) => Array<TextStyle>(span.text.length).fill(span.style));
  const clusters = plain.map((cluster, index): StyledCluster => {
    const asEmoji = cluster.emoji || !isCovered(cluster.text, fonts);
    return {
      text: cluster.text,
      start: cluster.start,
      style: styles[cluster.start] ?? { color: '#fff', weight: 400 },
      families: (asEmoji ? fonts.emoji(cluster.text) : undefined) ?? fonts.text,
      blank: isBlank(cluster),
      break: breaks[index] ?? 'never',
    };
  });
  return {
    text,
    clusters,
    levels,
    rightToLeft: direction(text) === 'rtl',
    leading: TALL.test(text) ? 1.6 : SQUARE.test(text) ? 1.5 : 1.34,
  };
}

/**
 * The direction of each character, odd for right-to-left. An isolated span is one left-to-right thing to the text
 * around it: neither its signs nor the numbers beside it change sides.
 */
function levelsOf(spans: readonly Span[], base: 'ltr' | 'rtl'): EmbeddingLevels {
  const outside = spans
    .map(({ text, isolated }) => (isolated ? '\uFFFC'.repeat(text.length) : text))
    .join('');
  const result = bidi.getEmbeddingLevels(outside, base);
  let start = 0;
  for (const { text, isolated } of spans) {
    const end = start + text.length;
    const level = result.levels[start] ?? 0;
    if (isolated) result.levels.fill(level + (level % 2), start, end);
    start = end;
  }
  return result;
}

/** The direction of the first letter that has one, names of references aside: those are Latin in every language. */
function direction(text: string): 'ltr' | 'rtl' {
  const letters = text.replace(/@[\w-]+/gu, '');
  const first = /\p{L}/u.exec(letters)?.[0] ?? '';
  const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
  return rightToLeft.test(first) ? 'rtl' : 'ltr';
}
