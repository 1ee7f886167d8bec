import { expect, test } from 'vitest';
import { accentsFor } from './palette.ts';

test('a name keeps its colour from shot to shot', () => {
  expect(accentsFor(['mona', 'gallery']).get('mona')).toEqual(accentsFor(['mona']).get('mona'));
});

test('names of one shot have different colours', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  expect(new Set([...accentsFor(names).values()].map((accent) => accent.color)).size).toBe(names.length);
});

test('there is a colour for every name, however many there are', () => {
  const names = Array.from({ length: 30 }, (_, index) => `name-${index}`);
  expect(accentsFor(names).size).toBe(30);
});
