import { expect, test } from 'vitest';
import { markNames } from './mark-names.ts';

const names = new Set(['raccoon', 'mona', 'mona-2', 'old_man']);

test.each([
  ['Nobody is here.', [['Nobody is here.']]],
  ['@raccoon sniffs at @mona.', [['@raccoon', 'raccoon'], [' sniffs at '], ['@mona', 'mona'], ['.']]],
  ['@mona-2 and @old_man', [['@mona-2', 'mona-2'], [' and '], ['@old_man', 'old_man']]],
  ['@raccoon走进', [['@raccoon', 'raccoon'], ['走进']]],
  ["@mona's @mona-", [['@mona', 'mona'], ["'s "], ['@mona', 'mona'], ['-']]],
  ['@monarch, @nobody, a@b.c', [['@monarch, @nobody, a@b.c']]],
  ['mail me @@raccoon @ noon', [['mail me @raccoon @ noon']]],
  ['', []],
])('the names in «%s» are marked', (prompt, parts) => {
  expect(markNames(prompt, names).map((part) => (part.name ? [part.text, part.name] : [part.text]))).toEqual(
    parts,
  );
});
