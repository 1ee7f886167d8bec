import { type Catalogue, fromUsd } from '@storyboard/core';
import { expect, test } from 'vitest';
import { executeFile, filmOf } from '../testing/execute-file.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { HOUSE } from '../testing/test-catalogue.ts';
import { createTestProvider } from '../testing/test-provider.ts';

const UNPRICED: Catalogue = [
  { ...HOUSE, models: HOUSE.models.map((model) => ({ ...model, prices: [], unpriced: 'Nobody says.' })) },
];
const CEILING = { amount: fromUsd(0.03), source: '--budget' } as const;

test('what the first job of unknown price costs keeps the limit from being passed by the next', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({
      one: { prompt: 'charges slow red' },
      two: { prompt: 'charges green' },
      three: { prompt: 'charges blue' },
    }),
  });
  const provider = createTestProvider();
  const { outcomes } = await executeFile(folder.file('film.yaml'), provider, {
    catalogue: UNPRICED,
    ceilings: [CEILING],
  });
  // Two cents each: the second would pass three.
  expect(outcomes.map(({ status }) => status)).toEqual(['succeeded', 'held-back', 'held-back']);
  expect(provider.submitted).toHaveLength(1);
  expect(outcomes[1]).toMatchObject({
    reason:
      'With $0.02 more, as its model has cost before, one render would pass its limit of $0.03: $0.02 is spent, reserved or in doubt.',
  });
});

test('no job of unknown price is sent after another one that is in doubt', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: { prompt: 'throws' }, two: { prompt: 'charges green' } }),
  });
  const provider = createTestProvider();
  const { outcomes } = await executeFile(folder.file('film.yaml'), provider, {
    catalogue: UNPRICED,
    ceilings: [CEILING],
  });
  expect(outcomes.map(({ status }) => status)).toEqual(['in-doubt', 'held-back']);
  expect(outcomes[1]).toMatchObject({
    reason:
      'A job of one is in doubt, and its price is unknown, as the price of this take is; a limit allows one such job at a time.',
  });
  expect(provider.submitted).toHaveLength(1);
});
