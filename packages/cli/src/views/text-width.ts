import { columnsOf } from '@storyboard/core';
import type { Look } from './look.ts';

/** Signs of one column each: ASCII, other Latin letters, dashes and dots, arrows, blocks of bars, marks. */
const NARROW = /^[\x20-\x7E\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2026\u2190-\u21FF\u2580-\u259F\u2713\u2717]*$/;

/** How many columns of a terminal a text takes: two for wide characters, none for marks that combine. */
export function textWidth(text: string): number {
  return NARROW.test(text) ? text.length : columnsOf(text);
}

/** A text cut to so many columns, with `…` where something is missing; never through the middle of a character. */
export function cutToWidth(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  if (NARROW.test(text)) return columns < 1 ? '' : `${text.slice(0, columns - 1).trimEnd()}…`;
  let cut = '';
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    width += textWidth(segment);
    if (width > columns - 1) break;
    cut += segment;
  }
  return columns < 1 ? '' : `${cut.trimEnd()}…`;
}

/** One line, cut to the width of a look where that is one of a terminal. */
export function cutToLook(text: string, { columns, uncut }: Look): string {
  return uncut === true ? text : cutToWidth(text, columns);
}

/** A text filled with spaces to so many columns, on the side that `align` leaves. */
export function padToWidth(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, columns - textWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** A text broken between words into lines of at most so many columns; a longer word stays whole. */
export function wrapToWidth(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && textWidth(line) + 1 + textWidth(word) > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
