/** A font of the package registry: variable in weight, cut into slices of characters. */
export type FontPackage = {
  readonly name: string;
  /** Which of the package's variants is used: `opsz` also fits its letterforms to the size. */
  readonly axis: 'opsz' | 'wght';
};

/** What may be asked for before the fonts of other scripts: the shapes of Han characters differ by language. */
const HAN = { japanese: 'noto-sans-jp', korean: 'noto-sans-kr', chinese: 'noto-sans-sc' } as const;

const OTHER_SCRIPTS = [
  'arabic',
  'hebrew',
  'devanagari',
  'bengali',
  'tamil',
  'telugu',
  'gujarati',
  'gurmukhi',
  'kannada',
  'malayalam',
  'sinhala',
  'thai',
  'lao',
  'khmer',
  'myanmar',
  'georgian',
  'armenian',
  'ethiopic',
] as const;

/** The font of emoji: line drawings in the weight and colour of the text around them. */
export const emojiFont: FontPackage = { name: 'noto-emoji', axis: 'wght' };

/** The fonts for a text, the one to ask first first. Han characters take the shapes of the language around them. */
export function textFonts(text: string): readonly FontPackage[] {
  return [
    { name: 'inter', axis: 'opsz' },
    ...OTHER_SCRIPTS.map((script): FontPackage => ({ name: `noto-sans-${script}`, axis: 'wght' })),
    ...hanOrder(text).map((name): FontPackage => ({ name, axis: 'wght' })),
  ];
}

function hanOrder(text: string): readonly string[] {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return [HAN.japanese, HAN.chinese, HAN.korean];
  if (/\p{Script=Hangul}/u.test(text)) return [HAN.korean, HAN.chinese, HAN.japanese];
  return [HAN.chinese, HAN.japanese, HAN.korean];
}
