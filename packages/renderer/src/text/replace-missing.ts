import { type Fonts, visibleCodePoints } from './open-fonts.ts';
import { splitClusters } from './split-clusters.ts';
import { withoutMarks } from './without-marks.ts';

/** Drawn in place of what no font has. */
const MISSING = '•';

/**
 * Replaces what the fonts cannot draw: a fancy letter (`𝓗`) by its plain form, a letter with marks by the letter with
 * those marks that can be drawn, an unknown emoji by the parts it is made of, anything else by a dot. So no box stands for a letter, and no font of the machine is asked for one.
 */
export function replaceMissing(text: string, fonts: Fonts): string {
  return splitClusters(text)
    .map(({ text: cluster, emoji }) => {
      if (emoji && fonts.emoji(cluster) !== undefined) return cluster;
      if (isCovered(cluster, fonts)) return cluster;
      if (fonts.emoji(cluster) !== undefined) return cluster;
      const plain = cluster.normalize('NFKC');
      if (isCovered(plain, fonts)) return plain;
      const bare = withoutMarks(plain);
      if (isVisible(bare) && isCovered(bare, fonts)) return keepMarks(plain, bare, fonts);
      return (
        [...cluster].filter((part) => isVisible(part) && fonts.emoji(part) !== undefined).join('') || MISSING
      );
    })
    .join('');
}

/** The letter with those of its marks that the fonts have, if they then have the whole. */
function keepMarks(cluster: string, bare: string, fonts: Fonts): string {
  const parts = [...cluster.normalize('NFD')];
  const kept = parts.filter((part) => !/\p{M}/u.test(part) || isCovered(part, fonts)).join('');
  const whole = kept.normalize('NFC');
  return isCovered(whole, fonts) ? whole : bare;
}

/** Whether the fonts for text have every character of it. */
export function isCovered(text: string, fonts: Fonts): boolean {
  return [...visibleCodePoints(text)].every((code) => fonts.covers(code));
}

function isVisible(part: string): boolean {
  return visibleCodePoints(part).size > 0;
}
