import { expect, test } from 'vitest';
import { columnsOf, visibleText } from './visible-text.ts';

test.each([
  ['two  blanks stay', 'two  blanks stay'],
  ['one \r\n  line\n\n', 'one line '],
  ['a bell \u0007, a sign \u202e that turns text', 'a bell \\u{7}, a sign \\u{202e} that turns text'],
  ['👩‍🚀 and 画', '👩‍🚀 and 画'],
])('%j is shown as %j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test('a hundred thousand blanks take no time that grows with their square', () => {
  const began = performance.now();
  expect(visibleText(`a${' '.repeat(100_000)}b`)).toHaveLength(100_002);
  expect(performance.now() - began).toBeLessThan(5000);
});

test('columns are counted as a terminal shows them', () => {
  expect(['abc', '画', '👩‍🚀', 'e\u0301', '\t', '\u0007'].map(columnsOf)).toEqual([3, 2, 2, 1, 2, 5]);
});
