import type { Catalogue, PlannedTake } from '@storyboard/core';
import { fromUsd } from '@storyboard/core/units';
import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { textWidth } from '../text-width.ts';
import { planTable } from './plan-table.ts';

const models = [
  { id: 'vendor/wan-2.6', name: 'wan-2.6-r2v' },
  { id: 'vendor/wan-3', name: 'wan-3-r2v' },
];
const CATALOGUE = [
  { id: 'shortapi', models },
  { id: 'aimlapi', models },
] as unknown as Catalogue;

function takeOf(shot: string, providers: readonly string[], changes: object = {}): PlannedTake {
  const from = { source: 'https://example.com', asOf: '2026-11-22', estimated: false };
  const cost = { known: true, amount: fromUsd(0.5), from, detail: '' };
  const routes = providers.map((provider) => ({
    provider,
    model: 'vendor/wan-2.6',
    request: { duration: 5 },
    cost,
  }));
  const why = 'not made yet';
  return {
    id: `${shot}/1`,
    shot,
    take: 1,
    routes,
    action: 'generate',
    cost,
    why,
    ...changes,
  } as unknown as PlannedTake;
}

const BOTH = ['shortapi', 'aimlapi'];

test('with room, a table has the model and everyone who may make a take of it', () => {
  expect(planTable([takeOf('meet', BOTH)], CATALOGUE, plainLook(80))).toEqual([
    '  SHOT  ACTION    MODEL                            SECONDS  PRICE  WHY',
    '  meet  generate  wan-2.6-r2v (shortapi, aimlapi)        5  $0.50  not made yet',
  ]);
});

test('without room, providers are said rather than a model that is everywhere the same', () => {
  const takes = [takeOf('embrace-by-the-portrait', BOTH), takeOf('home', ['shortapi'])];
  expect(planTable(takes, CATALOGUE, plainLook(80))).toEqual([
    '  SHOT                 ACTION    PROVIDER           SECONDS  PRICE  WHY',
    '  embrace-by-the-port  generate  shortapi, aimlapi        5  $0.50  not made yet',
    '  rait',
    '  home                 generate  shortapi                 5  $0.50  not made yet',
    '',
    '  all with the model wan-2.6-r2v',
  ]);
});

test('models that differ, and long reasons, go on below instead of being cut', () => {
  const [route] = takeOf('home', ['shortapi']).routes;
  const takes = [
    takeOf('embrace-by-the-portrait', BOTH),
    takeOf('home', ['shortapi'], {
      routes: [{ ...route, model: 'vendor/wan-3' }],
      action: 'reuse',
      why: 'made by shortapi at http://127.0.0.1:4000',
    }),
  ];
  const lines = planTable(takes, CATALOGUE, plainLook(80));
  expect(lines.filter((line) => textWidth(line) > 80)).toEqual([]);
  const words = lines.join(' ').split(/\s+/);
  for (const word of [
    'wan-2.6-r2v',
    '(shortapi,',
    'aimlapi)',
    'wan-3-r2v',
    '(shortapi)',
    'made',
    'by',
    'shortapi',
  ]) {
    expect(words, word).toContain(word);
  }
});
