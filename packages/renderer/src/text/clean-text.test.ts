import { expect, test } from 'vitest';
import { cleanLine, cleanText } from './clean-text.ts';

test.each([
  ['line ends of every kind', 'a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
  ['blanks of every kind', ' a\t b \u2003c\u205Fd ', 'a b c d'],
  ['blanks that hold together', '5\u202Fs\u00A0each', '5\u00A0s\u00A0each'],
  ['one line end', 'a \n b', 'a\nb'],
  ['empty lines', 'a \n \n\n b\n\nc\n', 'a\n\nb\n\nc'],
  ['control characters', 'a\u0000\u0007\u001B[31mb\u009Fc', 'a[31mbc'],
  ['direction overrides', 'a\u202Ecba\u202C\u2066d\u2069', 'acbad'],
  ['half surrogate pairs', 'a\uD83Eb', 'a\uFFFDb'],
  ['marks without end', `a${'\u0301'.repeat(200)}b`, `á${'\u0301'.repeat(6)}b`],
  ['hyphens', 'a\u2010b\u2011c', 'a-b-c'],
  [
    'what joins letters and emoji',
    'न\u200Dक 👨\u200D👩\u200D👧 ❤\uFE0F',
    'न\u200Dक 👨\u200D👩\u200D👧 ❤\uFE0F',
  ],
  ['what filters and shells read', `'"%{pts};[a],\\ $HOME`, `'"%{pts};[a],\\ $HOME`],
])('text is cleaned: %s', (_, written, drawn) => {
  expect(cleanText(written)).toBe(drawn);
});

test('short text is on one line', () => {
  expect(cleanLine('  a\n\nb ')).toBe('a b');
});
