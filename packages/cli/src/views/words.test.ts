import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { alignDecimals } from './align-decimals.ts';
import { commandText } from './command-text.ts';
import { durationText, lengthText } from './duration-text.ts';
import { cutToWidth, padToWidth, textWidth, wrapToWidth } from './text-width.ts';
import { count, listing, sizeText } from './words.ts';

test.each([
  [0, '0 shots'],
  [1, '1 shot'],
  [999, '999 shots'],
  [1234, '1,234 shots'],
  [1_234_567, '1,234,567 shots'],
])('%d of them are %s', (number, text) => {
  expect(count(number, 'shot')).toBe(text);
});

test('names are listed, and counted when there are many', () => {
  expect(listing([])).toBe('');
  expect(listing(['a'])).toBe('a');
  expect(listing(['a', 'b', 'c', 'd'])).toBe('a, b, c and d');
  expect(listing(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [9940, '9.9 kB'],
  [9960, '10 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [2_100_000, '2.1 MB'],
  [3_450_000_000, '3.5 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test.each([
  [0.04, '0 s'],
  [1.25, '1.3 s'],
  [9.96, '10 s'],
  [59.4, '59 s'],
  [60, '1 min'],
  [260, '4 min 20 s'],
  [3599.6, '1 h'],
  [3900, '1 h 5 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test('the length of a film is exact to the hundredth', () => {
  expect([lengthText(18.5), lengthText(3), lengthText(514.375), lengthText(0.04)]).toEqual([
    '18.5 s',
    '3 s',
    '514.38 s',
    '0.04 s',
  ]);
});

test('amounts of different precision have their points in line', () => {
  expect(alignDecimals(['$1.00', 'free', '$0.1575', '~$12.5', '–'])).toEqual([
    '$1.00  ',
    'free',
    '$0.1575',
    '~$12.5   ',
    '–',
  ]);
});

test('a text is cut between characters, by the columns they take', () => {
  expect(cutToWidth('short', 5)).toBe('short');
  expect(cutToWidth('longer', 5)).toBe('long…');
  expect(cutToWidth('雪の夜に', 5)).toBe('雪の…');
  expect(cutToWidth('a👩‍👩‍👧b', 2)).toBe('a…');
  expect(cutToWidth('text', 0)).toBe('');
  expect(textWidth(padToWidth('雪', 6))).toBe(6);
  expect(padToWidth('$1', 5, 'right')).toBe('   $1');
});

test('a text is broken between words', () => {
  expect(wrapToWidth('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapToWidth('unbreakable', 4)).toEqual(['unbreakable']);
});

test('words of a command that the shell would change are in quotes', () => {
  expect(commandText(['render', "it's a film.yaml", '--only', 'a,b', '$HOME', ''])).toBe(
    "storyboard render 'it'\\''s a film.yaml' --only a,b '$HOME' ''",
  );
});

test('what cannot be seen in a word of a command is written so that a shell makes the same word of it', () => {
  const word = "a\u001B[31m\n'b\\";
  const command = commandText(['plan', word]);
  expect(command).toBe(String.raw`storyboard plan $'a\U0000001b[31m\U0000000a\'b\\'`);
  const spoken = spawnSync('bash', ['-c', `storyboard() { printf %s "$2"; }; ${command}`], {
    encoding: 'utf8',
  });
  if (spawnSync('bash', ['--version']).status === 0) expect(spoken.stdout).toBe(word);
});
