/** The most combining marks one letter keeps: more would climb out of its line. */
const MARKS_PER_LETTER = 6;

/**
 * Makes text of any origin fit to be drawn: control characters, direction overrides and half surrogate pairs are
 * gone, every kind of line end is `\n`, runs of blanks are one space, and of empty lines one stays. What can be read stays as written.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(/[\t\v\f\u1680\u2000-\u200A\u205F]/gu, ' ')
    .replace(/\u202F/gu, '\u00A0')
    .replace(/[\u00AD\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu, '')
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/[\u2010\u2011]/gu, '-')
    .replace(new RegExp(`(\\p{M}{${MARKS_PER_LETTER}})\\p{M}+`, 'gu'), '$1')
    .replace(/ *\n */gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .replace(/ {2,}/gu, ' ')
    .trim();
}

/** The same on one line, for names, labels and other short text. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\n+/gu, ' ');
}
