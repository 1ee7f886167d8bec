import type { ProviderSpec } from '@storyboard/core';
import { alignDecimals } from '../align-decimals.ts';
import type { Look } from '../look.ts';
import { type Cell, type Column, drawTable } from '../table.ts';
import { priceRangeText, referencesText, secondsText } from './model-facts.ts';
import { providerHeading } from './provider-heading.ts';

const COLUMNS: readonly Column[] = [
  { title: 'MODEL', shrinksTo: 12 },
  { title: 'SECONDS' },
  { title: 'PICTURE' },
  { title: 'REFERENCES', shrinksTo: 12 },
  { title: '$ A SECOND', align: 'right' },
];

/** All models in short: a table for every provider, and how to see more. */
export function modelTable(providers: readonly ProviderSpec[], look: Look): readonly string[] {
  const tables = providers.flatMap((provider) => {
    const prices = alignDecimals(provider.models.map(priceRangeText));
    const rows = provider.models.map((model, index): readonly Cell[] => [
      { text: model.name, format: 'bold' },
      secondsText(model.durations),
      model.resolutions.join(' '),
      referencesText(model),
      prices[index] ?? '',
    ]);
    return [providerHeading(provider, look), '', ...drawTable(COLUMNS, rows, look), ''];
  });
  return [
    ...tables,
    look.paint('dim', '~ estimated. Ids, limits, parameters and the sources of the prices of one provider:'),
    '',
    '  storyboard models shortapi',
  ];
}
