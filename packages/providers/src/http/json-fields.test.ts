import { expect, test } from 'vitest';
import { fieldOf, firstText, wordsOf } from './json-fields.ts';

test('only what a service sent is found', () => {
  const value = JSON.parse('{"a":[{"b":0}],"__proto__":{"c":1}}');
  expect(fieldOf(value, 'a', '0', 'b')).toBe(0);
  expect(fieldOf(value, 'a', '1', 'b')).toBeUndefined();
  expect(fieldOf(value, 'toString')).toBeUndefined();
  expect(fieldOf(value, 'a', 'length', 'x')).toBeUndefined();
  expect(fieldOf('text', 'length')).toBeUndefined();
  expect(fieldOf(null, 'a')).toBeUndefined();
});

test('the first text or number counts', () => {
  expect(firstText(undefined, '  ', {}, 0, 'late')).toBe('0');
  expect(firstText(Number.NaN, null, [], ' a ')).toBe('a');
});

test.each([
  ['as it is', 'as it is'],
  [{ message: 'Bad' }, 'Bad'],
  [{ message: { message: { error: 'deep' } } }, 'deep'],
  [
    { message: 'Body validation error!', errors: [{ message: 'Expected 5, received 7' }] },
    'Body validation error: Expected 5, received 7',
  ],
  [{ detail: [{ msg: 'one' }, { msg: 'two' }] }, 'one; two'],
  [{ message: 'same', detail: 'same' }, 'same'],
  [{ name: 'ServerError' }, 'ServerError'],
  [{ code: 42 }, '42'],
  [{ other: [1] }, '{"other":[1]}'],
  [[], '[]'],
  [null, undefined],
  ['', undefined],
  [undefined, undefined],
])('the words of %j are %j', (error, words) => {
  expect(wordsOf(error)).toBe(words);
});
