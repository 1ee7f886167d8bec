import { resolve } from 'node:path';
import { PRICE_READERS } from '@storyboard/providers';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import { expect, test } from 'vitest';
import { PUBLISHES_PRICES, priceLists } from './price-lists.ts';

const { signal } = new AbortController();

test('the providers whose prices are asked for are those that can be asked', () => {
  expect(PUBLISHES_PRICES).toEqual([...PRICE_READERS.keys()]);
});

test('a provider is asked where the environment says that it is', async () => {
  const asked: unknown[] = [];
  const ask = async (provider: string, options: { readonly origin?: string }) => {
    asked.push([provider, options.origin]);
    return {};
  };
  await priceLists(CATALOGUE, {}, ask).read('aimlapi', { signal });
  const environment = { AIMLAPI_BASE_URL: 'http://127.0.0.1:9', STORYBOARD_OFFLINE: '0' };
  await priceLists(CATALOGUE, environment, ask).read('aimlapi', { signal });
  expect(asked).toEqual([
    ['aimlapi', undefined],
    ['aimlapi', 'http://127.0.0.1:9'],
  ]);
});

test("prices are kept in the user's own cache, or nowhere", () => {
  const ask = async () => ({});
  const { folder } = priceLists(CATALOGUE, { XDG_CACHE_HOME: resolve('cache') }, ask);
  expect(folder).toBe(resolve('cache', 'storyboard', 'prices'));
  expect(priceLists(CATALOGUE, { XDG_CACHE_HOME: 'cache' }, ask).folder).toBeUndefined();
});

const ask = async () => {
  throw new Error('It was asked.');
};

test('offline nobody is asked', async () => {
  const { read } = priceLists(CATALOGUE, { STORYBOARD_OFFLINE: '1' }, ask);
  expect(await read('aimlapi', { signal })).toBeUndefined();
});

test('at an address that is refused nobody is asked, and why is said', async () => {
  const { read } = priceLists(CATALOGUE, { AIMLAPI_BASE_URL: 'http://prices.example.com' }, ask);
  await expect(read('aimlapi', { signal })).rejects.toThrow('AIMLAPI_BASE_URL is http://prices.example.com');
});
