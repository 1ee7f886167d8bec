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

test.each([{ STORYBOARD_OFFLINE: '1' }, { AIMLAPI_BASE_URL: 'http://prices.example.com' }])(
  'with %j nobody is asked',
  async (environment) => {
    const ask = async () => {
      throw new Error('It was asked.');
    };
    const { read } = priceLists(CATALOGUE, environment, ask);
    await expect(read('aimlapi', { signal })).rejects.not.toThrow('It was asked.');
  },
);
