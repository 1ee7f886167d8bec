import { expect, test } from 'vitest';
import { parsePrompt } from './parse-prompt.ts';

const known = new Set(['mona', 'raccoon', 'mona-2', 'a_b']);
const parse = (prompt: string) => parsePrompt(prompt, (name) => known.has(name));
/** Names in brackets, as one text. */
const shown = (prompt: string) =>
  parse(prompt)
    .parts.map((part) => ('text' in part ? part.text : `[${part.reference}]`))
    .join('');

test.each([
  ['no name at all', 'no name at all'],
  ['@mona', '[mona]'],
  ['@mona.', '[mona].'],
  ['(@mona), "@raccoon"!', '([mona]), "[raccoon]"!'],
  ["@mona’s frame and @mona's", "[mona]’s frame and [mona]'s"],
  ['@mona-2 beats @mona', '[mona-2] beats [mona]'],
  ['@mona- and @mona-- and @mona_', '[mona]- and [mona]-- and [mona]_'],
  ['@a_b', '[a_b]'],
  ['@mona@raccoon', '[mona][raccoon]'],
  ['@@mona', '@mona'],
  ['@@@mona', '@[mona]'],
  ['@@@@', '@@'],
  ['write to mona@example.com', 'write to mona@example.com'],
  ['user@@host', 'user@host'],
  ['meet @ five', 'meet @ five'],
  ['at the end @', 'at the end @'],
  ['@-mona', '@-mona'],
  ['浣熊和@mona在一起', '浣熊和[mona]在一起'],
  ['😀@mona😀', '😀[mona]😀'],
  ['line\n@mona\nline', 'line\n[mona]\nline'],
  ['@nobody and @Mona', '[nobody] and [Mona]'],
  ['@蒙娜丽莎', '[蒙娜丽莎]'],
  ['', ''],
])('%j is taken apart as %j', (prompt, expected) => {
  expect(shown(prompt)).toBe(expected);
});

test('every name knows which sign of the text it begins with', () => {
  expect(parse('a@b @@ @mona, @@@raccoon @ @x').names).toEqual([
    { name: 'mona', sign: 3 },
    { name: 'raccoon', sign: 6 },
    { name: 'x', sign: 8 },
  ]);
});
