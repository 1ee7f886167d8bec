import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { fromUsd, type PriceList } from '@storyboard/core';
import { expect, test } from 'vitest';
import { filmOf } from '../testing/execute-file.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { planStoryboard } from './plan-storyboard.ts';
import type { PriceLists } from './price-lists.ts';

const HOUR_MS = 60 * 60 * 1000;
const from = { source: 'https://house.example/prices', asOf: '2026-11-22', estimated: false };
const listOf = (dollars: number): PriceList => ({
  'house/one': [{ when: {}, perSecond: fromUsd(dollars), from }],
});
const kept = '.storyboard/cache/prices/house.json';

test('published prices are asked for once a day, and only of providers that the storyboard names', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  await mkdir(folder.file('.storyboard/cache'), { recursive: true });
  const asked: string[] = [];
  let dollars = 1;
  let nowMs = 1_000_000;
  const lists: PriceLists = {
    providers: ['absent', 'house'],
    read: async (provider) => {
      asked.push(provider);
      return listOf(dollars);
    },
    now: () => nowMs,
  };
  expect(await totalOf(folder, lists)).toBe(400_000);
  dollars = 2;
  nowMs += 23 * HOUR_MS;
  expect(await totalOf(folder, lists)).toBe(400_000);
  expect(asked).toEqual(['house']);
  expect(await readdir(folder.file('.storyboard/cache/prices'))).toEqual(['house.json']);
  nowMs += HOUR_MS;
  expect(await totalOf(folder, lists)).toBe(800_000);
  // A clock that was set back makes nothing fresh for ever.
  nowMs = 0;
  dollars = 3;
  expect(await totalOf(folder, lists)).toBe(1_200_000);
  expect(asked).toEqual(['house', 'house', 'house']);
});

test('prices of one place are not those of another', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  await mkdir(folder.file('.storyboard/cache'), { recursive: true });
  const listsAt = (origin: string, dollars: number): PriceLists => ({
    providers: ['house'],
    origin: () => origin,
    read: async () => listOf(dollars),
  });
  expect(await totalOf(folder, listsAt('http://127.0.0.1:4711', 1))).toBe(400_000);
  expect(await totalOf(folder, listsAt('https://house.example', 2))).toBe(800_000);
  expect(await totalOf(folder, listsAt('https://house.example', 3))).toBe(800_000);
});

test.each<[string, PriceLists['read']]>([
  ['says nothing for too long', () => new Promise(() => {})],
  ['cannot be asked', () => Promise.reject(new Error('The line is dead.'))],
])('where a provider %s, the figures of the catalogue count', async (_, read) => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  expect(await totalOf(folder, { providers: ['house'], read, timeoutMs: 20 })).toBe(40_000);
});

test('what is kept of prices is only believed where it looks like prices', async () => {
  const lists: PriceLists = { providers: ['house'], read: async () => listOf(1), now: () => 1000 };
  for (const prices of [{ 'house/one': [{ when: {}, perSecond: -1, from }] }, [], null, { 'house/one': 1 }]) {
    const text = JSON.stringify({ format: 1, origin: '', readMs: 999, prices });
    await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }), [kept]: text });
    expect(await totalOf(folder, lists)).toBe(400_000);
  }
});

test('a plan makes no store to keep prices in, and follows no link out of one', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  await using outside = await temporaryFolder();
  const lists: PriceLists = { providers: ['house'], read: async () => listOf(1) };
  await totalOf(folder, lists);
  expect(await readdir(folder.path)).toEqual(['film.yaml']);
  await mkdir(folder.file('.storyboard'));
  await symlink(outside.path, folder.file('.storyboard/cache'));
  await totalOf(folder, lists);
  expect(await readdir(outside.path)).toEqual([]);
});

test('what is kept of prices has the time it was read', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  await mkdir(folder.file('.storyboard/cache'), { recursive: true });
  await totalOf(folder, { providers: ['house'], read: async () => listOf(1), now: () => 7 });
  expect(JSON.parse(await readFile(folder.file(kept), 'utf8'))).toEqual({
    format: 1,
    origin: '',
    readMs: 7,
    prices: listOf(1),
  });
});

async function totalOf(folder: TemporaryFolder, priceLists: PriceLists): Promise<number> {
  const planned = await planStoryboard(folder.file('film.yaml'), { catalogue: TEST_CATALOGUE, priceLists });
  if (!planned.ok) throw new Error('The storyboard is invalid.');
  return planned.plan.total.amount;
}
