/** A colour for a reference: it marks its still and its name in the prompt. */
export type Accent = { readonly hue: number; readonly color: string };

/** Hues that are told apart at a glance, all of the same lightness on a dark ground. */
const HUES = [75, 185, 30, 250, 305, 125, 350, 215] as const;

/** The colours of what every slate has. */
export const ink = {
  strong: 'oklch(0.965 0.008 85)',
  soft: 'oklch(0.74 0.012 85)',
  faint: 'oklch(0.56 0.012 85)',
  line: 'rgba(255, 255, 255, 0.14)',
} as const;

/**
 * An accent for each name. A name keeps its colour from shot to shot, because the colour comes from the name; only
 * where two names of one shot would share it does the later one take the next.
 */
export function accentsFor(names: readonly string[]): ReadonlyMap<string, Accent> {
  const accents = new Map<string, Accent>();
  const taken = new Set<number>();
  for (const name of names) {
    if (accents.has(name)) continue;
    let index = hashText(name) % HUES.length;
    while (taken.has(index) && taken.size < HUES.length) index = (index + 1) % HUES.length;
    taken.add(index);
    const hue = HUES[index] ?? HUES[0];
    accents.set(name, { hue, color: `oklch(0.83 0.115 ${hue})` });
  }
  return accents;
}

/** A hue in degrees that belongs to a text. */
export function hueOf(text: string): number {
  return hashText(text) % 360;
}

/** FNV-1a over UTF-16 units: even for names as short as these, and the same everywhere. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}
