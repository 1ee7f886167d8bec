/** What a person sees as one character: a letter with its marks, a syllable, an emoji made of several parts. */
export type Cluster = { readonly text: string; readonly start: number; readonly emoji: boolean };

/** Splits text into its clusters; `start` is an offset in UTF-16 units. */
export function splitClusters(text: string): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    clusters.push({ text: segment, start: index, emoji: isEmoji(segment) });
  }
  return clusters;
}

/** Whether a cluster asks to be drawn as an emoji. A bare `©` or `♥` does not: those are text. */
function isEmoji(cluster: string): boolean {
  return /^\p{Emoji_Presentation}|^\p{Emoji}.*[\uFE0F\u20E3]|^\p{Extended_Pictographic}.*\u200D/su.test(
    cluster,
  );
}
