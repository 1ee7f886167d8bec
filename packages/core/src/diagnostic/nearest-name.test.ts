import { expect, test } from 'vitest';
import { didYouMean, nearestName } from './nearest-name.ts';

test.each([
  ['mnoa', 'mona', 'swapped letters'],
  ['moona', 'mona', 'a letter too many'],
  ['mna', 'mona', 'a letter too few'],
  ['mina', 'mona', 'another letter'],
  ['Mona', 'mona', 'another case'],
  ['negativePrompt', 'negative_prompt', 'another style'],
  ['negative-prompt', 'negative_prompt', 'another sign'],
  ['resolutoin', 'resolution', 'swapped letters in a long word'],
])('%s is near %s: %s', (written, meant) => {
  expect(nearestName(written, ['raccoon', 'mona', 'gallery', 'negative_prompt', 'resolution'])).toBe(meant);
});

test.each(['xyz', 'monalisa', 'a', ''])('%j is near nothing', (written) => {
  expect(nearestName(written, ['raccoon', 'mona', 'gallery'])).toBeUndefined();
});

test('the nearest of several wins, the first of two that are as near', () => {
  expect(nearestName('shot-12', ['shot-99', 'shot-2', 'shot-13', 'shot-11'])).toBe('shot-2');
});

test('hostile words take no time', () => {
  const began = performance.now();
  const candidates = Array.from({ length: 100_000 }, (_, index) => `${'ab'.repeat(30)}${index}`);
  for (let count = 0; count < 100; count += 1) nearestName(`${'ba'.repeat(30)}${count}`, candidates);
  expect(nearestName('a'.repeat(1_000_000), ['a'])).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(50_000);
});

test('a hint asks for the nearest, or says something else', () => {
  expect(didYouMean('mnoa', ['mona'])).toBe('Did you mean `mona`?');
  expect(didYouMean('x', ['mona'], 'Declare it.')).toBe('Declare it.');
  expect(didYouMean('x', ['mona'])).toBeUndefined();
});
