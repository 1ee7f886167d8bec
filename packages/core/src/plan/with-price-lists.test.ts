import { expect, test } from 'vitest';
import { EXAMPLE_CATALOGUE } from '../example/example-catalogue.ts';
import { exampleShot, INK, planOf } from '../example/example-storyboard.ts';
import { microUsd } from '../units.ts';
import { withPriceLists } from './with-price-lists.ts';

const from = { source: 'https://ink.example/models', asOf: '2026-11-22', estimated: false };
const rule = { when: {}, perSecond: microUsd(10_000), from };

test('published prices take the place of the catalogue’s, model by model', () => {
  const catalogue = withPriceLists(EXAMPLE_CATALOGUE, new Map([['ink', { 'ink-1': [rule] }]]));
  expect(planOf([exampleShot('a', { routes: [INK] })], {}, { catalogue }).plan.total).toEqual({
    amount: 50_000,
    unknown: 0,
  });
  expect(catalogue.filter(({ id }) => id !== 'ink')).toEqual(
    EXAMPLE_CATALOGUE.filter(({ id }) => id !== 'ink'),
  );
});

test('a list that says nothing of a model, or of no provider there is, changes nothing', () => {
  const lists = new Map([
    ['ink', { other: [rule], 'ink-1': [] }],
    ['paper', JSON.parse('{"__proto__":[]}')],
    ['nobody', { 'ink-1': [rule] }],
  ]);
  expect(withPriceLists(EXAMPLE_CATALOGUE, lists)).toEqual(EXAMPLE_CATALOGUE);
});
