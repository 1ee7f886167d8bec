import type { ModelSpec, ProviderSpec } from '@storyboard/core';
import { alignDecimals } from '../align-decimals.ts';
import type { Look } from '../look.ts';
import { type Cell, type Column, drawTable } from '../table.ts';
import { cutToLook, cutToWidth, textWidth, wrapToWidth } from '../text-width.ts';
import { listing } from '../words.ts';
import { lengthLimitText, priceRangeText, referencesText, secondsText } from './model-facts.ts';
import { providerHeading } from './provider-heading.ts';

const COLUMNS: readonly Column[] = [
  { title: 'MODEL', shrinksTo: 12 },
  { title: 'SECONDS' },
  { title: 'PICTURE' },
  { title: 'REFERENCES', shrinksTo: 12 },
  { title: '$ A SECOND', align: 'right' },
];

/** All models in short: a table for every provider, and how to see the rest. */
export function modelTable(providers: readonly ProviderSpec[], look: Look): readonly string[] {
  return [
    ...providers.flatMap((provider) => [
      ...providerHeading(provider, look),
      '',
      ...tableOf(provider, look),
      '',
    ]),
    ...wrapToWidth('Parameters, notes and the source of every figure, for one provider:', look.columns).map(
      (line) => look.paint('dim', line),
    ),
    '',
    '  storyboard models shortapi',
  ];
}

function tableOf({ models }: ProviderSpec, look: Look): readonly string[] {
  const prices = alignDecimals(models.map(priceRangeText));
  const rows = models.map((model, index): readonly Cell[] => [
    { text: model.name, format: 'bold' },
    secondsText(model.durations),
    model.resolutions.join(' '),
    referencesText(model),
    prices[index] ?? '',
  ]);
  const isTooWide =
    look.uncut !== true &&
    drawTable(COLUMNS, rows, { ...look, paint: (_, text) => text }).some(
      (line) => textWidth(line) > look.columns,
    );
  if (isTooWide) {
    return [...models.flatMap((model) => stacked(model, look)), ...readOn(models, look)];
  }
  const [heading = '', ...lines] = drawTable(COLUMNS, rows, look);
  return [
    heading,
    ...lines.flatMap((line, index) => {
      const model = models[index];
      return model === undefined
        ? [line]
        : [line, look.paint('dim', cutToLook(`    ${detailsText(model)}`, look))];
    }),
    ...readOn(models, look),
  ];
}

/** A model where the columns do not fit beside each other. */
function stacked(model: ModelSpec, look: Look): readonly string[] {
  const price = priceRangeText(model);
  const facts = [
    `${secondsText(model.durations)} s`,
    model.resolutions.join(' '),
    ...(referencesText(model) === '–' ? [] : [`references: ${referencesText(model)}`]),
    price.includes('$') ? `${price} a second` : price,
  ].join(' · ');
  return [
    `  ${look.paint('bold', cutToWidth(model.name, look.columns - 2))}`,
    ...wrapToWidth(facts, look.columns - 4).map((line) => `    ${line}`),
    look.paint('dim', cutToLook(`    ${detailsText(model)}`, look)),
  ];
}

/** What has no column of its own. */
function detailsText(model: ModelSpec): string {
  const { id, prompt, audio, seed, sunset } = model;
  return [
    ...(sunset === undefined ? [] : [`gone after ${sunset}`]),
    id,
    ...(prompt.maxLength === undefined ? [] : [`prompt ${lengthLimitText(prompt.maxLength)}`]),
    ...(audio === 'switch' ? ['sound'] : []),
    ...(seed === undefined ? [] : ['seed']),
  ].join(' · ');
}

function readOn(models: readonly ModelSpec[], look: Look): readonly string[] {
  const rules = models.flatMap(({ prices }) => prices).filter(({ perSecond }) => perSecond > 0);
  const days = [...new Set(rules.map(({ from }) => from.asOf))].sort();
  if (days.length === 0) return [];
  const estimated = rules.some(({ from }) => from.estimated) ? '; ~ estimated, not from a price list' : '';
  const lines = wrapToWidth(`Prices read ${listing(days)}${estimated}`, look.columns - 2);
  return ['', ...lines.map((line) => look.paint('dim', `  ${line}`))];
}
