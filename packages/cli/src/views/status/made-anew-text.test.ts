import { fromUsd } from '@storyboard/core/units';
import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { madeAnewText } from './made-anew-text.ts';

test.each<[readonly string[], number, number, string]>([
  [[], 0, 0, ''],
  [['b/1'], 0.5, 0, '! a  b goes on from it and is made anew by the next render, for $0.50\n'],
  [
    ['b/1', 'b/2'],
    1,
    1,
    '! a  b and b #2 go on from it and are made anew by the next render, for $1.00 and 1 unknown price\n',
  ],
  [['b/1'], 0, 1, '! a  b goes on from it and is made anew by the next render, for 1 unknown price\n'],
  [['b/1'], 0, 0, '! a  b goes on from it and is made anew by the next render, for nothing\n'],
])('%j, for $%d and %d unknown prices, is told as it is', (takes, dollars, unknown, text) => {
  const total = { amount: fromUsd(dollars), unknown };
  expect(madeAnewText('a', { takes, total }, plainLook(80))).toBe(text);
});
