import { expect, test } from 'vitest';
import { sendJson, serveHttp } from '../testing/loopback.ts';
import { aimlapiPrices } from './aimlapi-prices.ts';
import { readAimlapiPrices } from './read-aimlapi-prices.ts';

const FROM = { source: 'there', asOf: '2026-11-22', estimated: false };
const ID = 'alibaba/wan-2-6-r2v';

function pricesOf(pricing: unknown, entry: object = { id: ID }) {
  const list = aimlapiPrices({ data: [{ id: 'other' }, { ...entry, pricing }] }, [ID], FROM);
  return list[ID]?.map(({ when, perSecond }) => ({ when, perSecond }));
}

const SECONDS = { unit: 'second', per: 1 };

test.each([
  [
    'by resolution',
    {
      kind: 'variants',
      currency: 'USD',
      dimensions: ['resolution'],
      variants: [
        { when: { resolution: '720p' }, price: 0.105, ...SECONDS },
        { when: { resolution: '1080P' }, price: '0.1575', ...SECONDS },
        { when: { resolution: '4k' }, price: 1, ...SECONDS },
      ],
    },
    [
      { when: { resolution: '720p' }, perSecond: 105_000 },
      { when: { resolution: '1080p' }, perSecond: 157_500 },
    ],
  ],
  [
    'by sound, what says more first',
    {
      kind: 'variants',
      variants: [
        { when: {}, price: 0.5, ...SECONDS },
        { when: { resolution: '720p', generate_audio: false }, price: 0.1, ...SECONDS },
        { when: { resolution: '720p' }, price: 0.2, ...SECONDS },
      ],
    },
    [
      { when: { resolution: '720p', audio: false }, perSecond: 100_000 },
      { when: { resolution: '720p' }, perSecond: 200_000 },
      { when: {}, perSecond: 500_000 },
    ],
  ],
  [
    'fixed, for many seconds',
    { kind: 'fixed', currency: 'USD', units: [{ name: 'second', price: 6.3, per: 60 }] },
    [{ when: {}, perSecond: 105_000 }],
  ],
  [
    'fixed, with a rate for what goes in',
    {
      kind: 'fixed',
      units: [
        { name: 'second', measure: 'input', price: 0.1, per: 1 },
        { name: 'second', measure: 'output', price: 0.2, per: 1 },
      ],
    },
    [{ when: {}, perSecond: 200_000 }],
  ],
])('a price %s', (_, pricing, rules) => {
  expect(pricesOf(pricing)).toEqual(rules);
});

test.each([
  ['that varies', { kind: 'variable' }],
  ['in another currency', { kind: 'fixed', currency: 'EUR', units: [{ name: 'second', price: 1, per: 1 }] }],
  ['of another unit', { kind: 'fixed', units: [{ name: 'token', price: 1, per: 1 }] }],
  ['of nothing', { kind: 'fixed', units: [{ name: 'second', price: 0, per: 1 }] }],
  ['below nothing', { kind: 'fixed', units: [{ name: 'second', price: -1, per: 1 }] }],
  ['for no seconds', { kind: 'fixed', units: [{ name: 'second', price: 1, per: 0 }] }],
  ['by duration', { kind: 'variants', variants: [{ when: { duration: 5 }, price: 1, ...SECONDS }] }],
  [
    'of two rates',
    {
      kind: 'fixed',
      units: [
        { name: 'second', price: 1 },
        { name: 'second', price: 2 },
      ],
    },
  ],
  ['of no shape', 'cheap'],
  ['that is absent', undefined],
])('no price %s', (_, pricing) => {
  expect(pricesOf(pricing)).toBeUndefined();
});

test('a model that is listed under another id is found by its alias', () => {
  const pricing = { kind: 'fixed', units: [{ name: 'second', price: 1, per: 1 }] };
  expect(pricesOf(pricing, { id: 'alibaba/wan-r2v', aliases: [ID] })).toHaveLength(1);
});

test('the list is asked for without a key, and its prices have their source and day', async () => {
  const seen: unknown[] = [];
  await using server = await serveHttp(({ path, headers }, response) => {
    seen.push({ path: path.split('&')[0], authorization: headers['authorization'] });
    sendJson(response, 200, {
      object: 'list',
      data: [{ id: ID, pricing: { kind: 'fixed', units: [{ name: 'second', price: 0.2, per: 1 }] } }],
    });
  });
  const today = () => new Date().toISOString().slice(0, 10);
  const began = today();
  expect(await readAimlapiPrices({ origin: server.origin })).toEqual({
    [ID]: [
      {
        when: {},
        perSecond: 200_000,
        from: {
          source: `${server.origin}/v1/models?include=pricing`,
          asOf: expect.toBeOneOf([began, today()]),
          estimated: false,
          note: expect.any(String),
        },
      },
    ],
  });
  expect(seen).toEqual([{ path: '/v1/models?include=pricing', authorization: undefined }]);
});

test('a list that is not to be had is a problem of the provider, and an abort keeps its reason', async () => {
  await using server = await serveHttp((_, response) => response.writeHead(503).end('<html>'));
  await expect(readAimlapiPrices({ origin: server.origin })).rejects.toMatchObject({ kind: 'transient' });
  const reason = new Error('enough');
  const signal = AbortSignal.abort(reason);
  await expect(readAimlapiPrices({ origin: server.origin, signal })).rejects.toBe(reason);
});
