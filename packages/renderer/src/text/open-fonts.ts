import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';
import { emojiFont, type FontPackage, textFonts } from './font-packages.ts';
import { readFontCoverage } from './read-font-coverage.ts';
import { splitClusters } from './split-clusters.ts';
import { withoutMarks } from './without-marks.ts';

/** The fonts that draw a known set of texts, loaded. They come with this package: no font of the machine is used. */
export type Fonts = {
  /** The family names for text, as `ctx.font` takes them. */
  readonly text: string;
  /** The family names that draw this emoji, or undefined where no font has it. */
  readonly emoji: (cluster: string) => string | undefined;
  /** Whether a font for text has this character. */
  readonly covers: (codePoint: number) => boolean;
};

/** One file of a font package, loaded under a family name of its own. */
type Slice = { readonly family: string; readonly characters: ReadonlySet<number> };

/** What every picture needs, whatever its texts. */
const ALWAYS = 'Az09•·…';

const resolve = createRequire(import.meta.url).resolve;

/** Loads the slices of fonts that these texts need, and no others: a few of some four hundred files. */
export async function openFonts(texts: readonly string[]): Promise<Fonts> {
  // The plain forms too: a fancy letter that no font has is drawn as the plain one.
  const all = [ALWAYS, ...texts, ...texts.map((text) => text.normalize('NFKC'))].join('\n');
  const clusters = splitClusters(all);
  const plain = clusters.filter((cluster) => !cluster.emoji).map((cluster) => cluster.text);
  const missing = visibleCodePoints(plain.join(''));
  const fonts = textFonts(all);
  const slices = await loadText(fonts, missing);
  const marked = plain.filter((cluster) => hasAny(cluster, missing)).map(withoutMarks);
  const letters = visibleCodePoints(marked.join(''));
  const known = (code: number): boolean => slices.some((slice) => slice.characters.has(code));
  // A letter whose marks no font has is drawn without them.
  slices.push(...(await loadText(fonts, new Set([...letters].filter((code) => !known(code))))));
  const emoji = clusters.filter((cluster) => cluster.emoji || hasAny(cluster.text, missing));
  const wanted = visibleCodePoints(emoji.map((cluster) => cluster.text).join(''));
  const emojiSlices = wanted.size === 0 ? [] : await loadEmojiSlices(wanted);
  return {
    text: slices.map((slice) => slice.family).join(', '),
    emoji: (cluster) => {
      const needed = [...visibleCodePoints(cluster)];
      return emojiSlices.find((slice) => needed.every((code) => slice.characters.has(code)))?.family;
    },
    covers: known,
  };
}

/** The characters of a text that need a glyph: not the ones that only steer their neighbours, nor blanks. */
export function visibleCodePoints(text: string): Set<number> {
  const codes = new Set<number>();
  for (const character of text) {
    if (!/[\p{Default_Ignorable_Code_Point}\p{White_Space}]/u.test(character))
      codes.add(codePoint(character));
  }
  return codes;
}

function hasAny(text: string, codes: ReadonlySet<number>): boolean {
  return [...text].some((character) => codes.has(codePoint(character)));
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** Loads what the fonts have of the missing characters, and takes those characters off the list. */
async function loadText(fonts: readonly FontPackage[], missing: Set<number>): Promise<Slice[]> {
  const slices: Slice[] = [];
  for (const font of fonts) {
    if (missing.size === 0) break;
    slices.push(...(await loadSlices(font, missing)));
  }
  return slices;
}

/** Loads the slices of a package that have any of the missing characters, and takes those characters off the list. */
async function loadSlices(font: FontPackage, missing: Set<number>): Promise<readonly Slice[]> {
  const slices: Slice[] = [];
  for (const key of await declaringSlices(font, missing)) {
    const slice = await loadSlice(font, key);
    const found = [...missing].filter((code) => slice.characters.has(code));
    if (found.length > 0) slices.push(slice);
    for (const code of found) missing.delete(code);
  }
  return slices;
}

/** An emoji made of several characters must come whole from one slice, so all that could have it are loaded. */
async function loadEmojiSlices(wanted: ReadonlySet<number>): Promise<readonly Slice[]> {
  const keys = await declaringSlices(emojiFont, wanted);
  return Promise.all(keys.map((key) => loadSlice(emojiFont, key)));
}

async function declaringSlices(font: FontPackage, wanted: ReadonlySet<number>): Promise<readonly string[]> {
  const file = resolve(`@fontsource-variable/${font.name}/unicode.json`);
  const declared = JSON.parse(await readFile(file, 'utf8')) as Readonly<Record<string, string>>;
  return Object.entries(declared)
    .filter(([, ranges]) => ranges.split(',').some((range) => declares(range.trim(), wanted)))
    .map(([key]) => key.replace(/^\[|\]$/gu, ''));
}

/** Whether a range such as `U+0460-052F` has any of the wanted characters. */
function declares(range: string, wanted: ReadonlySet<number>): boolean {
  const [first = '', last = first] = range.slice(2).split('-');
  const from = Number.parseInt(first, 16);
  const to = Number.parseInt(last, 16);
  for (const code of wanted) if (code >= from && code <= to) return true;
  return false;
}

async function loadSlice(font: FontPackage, key: string): Promise<Slice> {
  const name = `${font.name}-${key}-${font.axis}-normal`;
  const bytes = await readFile(resolve(`@fontsource-variable/${font.name}/files/${name}.woff2`));
  const family = `storyboard-${name}`;
  if (!GlobalFonts.has(family)) GlobalFonts.register(bytes, family);
  return { family, characters: readFontCoverage(bytes) };
}
