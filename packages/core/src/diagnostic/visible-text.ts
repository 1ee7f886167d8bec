/** One sign as a terminal shows it: what is printed, how many columns it takes, how many UTF-16 units it stands for. */
export type Cell = { readonly shown: string; readonly columns: number; readonly units: number };

/** Made when it is first needed: it takes longer than all the rest of a short command. */
let graphemes: Intl.Segmenter | undefined;

/** Controls, and characters that change the direction of text or cannot be seen; not those that join emoji. */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;
const UNSEEN_ALL = new RegExp(UNSEEN, 'gu');
const EMOJI =
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[\p{Emoji}]\ufe0f|\p{Regional_Indicator}{2}/u;
const MARK_ONLY = /^[\p{M}\u200c\u200d]+$/u;
const PLAIN = /^[\x20-\x7e]*$/;

/** A line of text as cells of a terminal; tabs and characters that cannot be seen are made visible. */
export function cellsOf(line: string): readonly Cell[] {
  if (PLAIN.test(line)) return Array.from(line, (shown) => ({ shown, columns: 1, units: 1 }));
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(graphemes.segment(line), ({ segment: grapheme }) => cellOf(grapheme));
}

/** Text that was written by others, made fit for one line of a terminal or a log. */
export function visibleText(text: string): string {
  // Blanks are taken run by run: an expression that looks for the line break among them takes the square of their number.
  return text
    .replaceAll(/\s+/g, (blanks) => (blanks.includes('\n') ? ' ' : blanks))
    .replaceAll(UNSEEN_ALL, codePoint);
}

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  return cellsOf(text).reduce((sum, { columns }) => sum + columns, 0);
}

function cellOf(grapheme: string): Cell {
  const units = grapheme.length;
  if (grapheme === '\t') return { shown: '→ ', columns: 2, units };
  if (UNSEEN.test(grapheme)) {
    const shown = grapheme.replaceAll(UNSEEN_ALL, codePoint);
    return { shown, columns: [...shown].length, units };
  }
  return { shown: grapheme, columns: columnsOfGrapheme(grapheme), units };
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function columnsOfGrapheme(grapheme: string): number {
  if (MARK_ONLY.test(grapheme)) return 0;
  return EMOJI.test(grapheme) || isWide(grapheme.codePointAt(0) ?? 0) ? 2 : 1;
}

/** East Asian wide and full-width blocks of Unicode, as ranges from and to. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  return WIDE.some(([from, to]) => code >= from && code <= to);
}
