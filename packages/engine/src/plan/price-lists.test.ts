import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
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
const kept = 'prices/house.json';

test('published prices are asked for once a day, and only of providers that the storyboard names', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const asked: string[] = [];
  let dollars = 1;
  let nowMs = Date.parse('2026-11-22T10:00:00Z');
  const lists: PriceLists = {
    folder: folder.file('cache/prices'),
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
  expect(await readdir(folder.file('cache/prices'))).toEqual(['house.json']);
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
  const listsAt = (origin: string, dollars: number): PriceLists => ({
    folder: folder.file('prices'),
    providers: ['house'],
    origin: () => origin,
    read: async () => listOf(dollars),
  });
  expect(await totalOf(folder, listsAt('http://127.0.0.1:4711', 1))).toBe(400_000);
  expect(await totalOf(folder, listsAt('https://house.example', 2))).toBe(800_000);
  expect(await totalOf(folder, listsAt('https://house.example', 3))).toBe(800_000);
});

test.each<[string, PriceLists['read'], string]>([
  ['says nothing for too long', () => new Promise(() => {}), 'no answer within 0.02 s'],
  ['cannot be asked', () => Promise.reject(new Error('The line is\u001B dead.')), 'The line is  dead'],
])('where a provider %s, the figures of the catalogue count, and why is said', async (_, read, why) => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const priceLists = { providers: ['house'], read, timeoutMs: 20 };
  const planned = await planStoryboard(folder.file('film.yaml'), { catalogue: TEST_CATALOGUE, priceLists });
  expect(planned).toMatchObject({ ok: true, plan: { total: { amount: 40_000 } } });
  expect(planned.diagnostics).toEqual([
    {
      code: 'prices-unread',
      severity: 'warning',
      message: `The prices of The House could not be read: ${why}. The figures that come with this version count.`,
      hint: expect.stringContaining('STORYBOARD_OFFLINE'),
    },
  ]);
});

test('where nobody is to be asked, nothing is said of it', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const priceLists = { providers: ['house'], read: async () => undefined, folder: folder.file('prices') };
  const planned = await planStoryboard(folder.file('film.yaml'), { catalogue: TEST_CATALOGUE, priceLists });
  expect(planned).toMatchObject({ ok: true, diagnostics: [], plan: { total: { amount: 40_000 } } });
  expect(await readdir(folder.path)).toEqual(['film.yaml']);
});

test('what is kept of prices is only believed where it looks like prices that were read by now', async () => {
  const nowMs = Date.parse('2026-11-22T12:00:00Z');
  const rule = { when: {}, perSecond: fromUsd(5), from };
  const wrongPrices: readonly unknown[] = [
    { 'house/one': [{ ...rule, perSecond: -1 }] },
    { 'house/one': [{ ...rule, perSecond: 0.5 }] },
    { 'house/one': [{ ...rule, perSecond: Number.MAX_SAFE_INTEGER }] },
    { 'house/one': [{ ...rule, from: { ...from, asOf: '2026-11-24' } }] },
    { 'house/one': [{ ...rule, from: { ...from, asOf: 'today' } }] },
    { 'house/one': 1 },
    [],
    null,
  ];
  const good = { format: 1, origin: '', readMs: nowMs, prices: { 'house/one': [rule] } };
  const wrong = [
    ...wrongPrices.map((prices) => ({ ...good, prices })),
    { ...good, readMs: nowMs + 1 },
    { ...good, format: 2 },
  ];
  for (const [written, total] of [
    [good, 2_000_000],
    ...wrong.map((one) => [one, 400_000] as const),
  ] as const) {
    await using folder = await temporaryFolder({
      'film.yaml': filmOf({ one: 'red' }),
      [kept]: JSON.stringify(written),
    });
    await chmod(folder.file('prices'), 0o700);
    const read = async () => listOf(1);
    const lists = { folder: folder.file('prices'), providers: ['house'], read, now: () => nowMs };
    expect(await totalOf(folder, lists), JSON.stringify(written)).toBe(total);
  }
});

test('prices that lie in the store of a project, or that anybody could have written, do not count', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const text = JSON.stringify({ format: 1, origin: '', readMs: 7, prices: listOf(0.01) });
  for (const place of ['.storyboard/cache/prices', 'open', 'real']) {
    await mkdir(folder.file(place), { recursive: true });
    await writeFile(folder.file(`${place}/house.json`), text);
  }
  await symlink(folder.file('real'), folder.file('linked'));
  const lists: PriceLists = { providers: ['house'], read: async () => listOf(1), now: () => 7 };
  expect(await totalOf(folder, lists)).toBe(400_000);
  expect(await totalOf(folder, { ...lists, folder: folder.file('linked') })).toBe(400_000);
  if (process.getuid === undefined) return;
  await chmod(folder.file('open'), 0o777);
  expect(await totalOf(folder, { ...lists, folder: folder.file('open') })).toBe(400_000);
  expect(await readFile(folder.file('open/house.json'), 'utf8')).toBe(text);
});

test('without a folder nothing is kept', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  await totalOf(folder, { providers: ['house'], read: async () => listOf(1) });
  expect(await readdir(folder.path)).toEqual(['film.yaml']);
});

test("what is kept of prices has the time it was read, in a folder that is the user's alone", async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const read = async () => listOf(1);
  await totalOf(folder, { folder: folder.file('prices'), providers: ['house'], read, now: () => 7 });
  expect(JSON.parse(await readFile(folder.file(kept), 'utf8'))).toEqual({
    format: 1,
    origin: '',
    readMs: 7,
    prices: listOf(1),
  });
  if (process.getuid !== undefined) expect((await stat(folder.file('prices'))).mode & 0o777).toBe(0o700);
});

async function totalOf(folder: TemporaryFolder, priceLists: PriceLists): Promise<number> {
  const planned = await planStoryboard(folder.file('film.yaml'), { catalogue: TEST_CATALOGUE, priceLists });
  if (!planned.ok) throw new Error('The storyboard is invalid.');
  return planned.plan.total.amount;
}
