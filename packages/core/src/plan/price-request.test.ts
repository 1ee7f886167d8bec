import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXAMPLE_CATALOGUE, PAPER_MODEL } from '../example/example-catalogue.ts';
import { exampleShot, planOf } from '../example/example-storyboard.ts';
import type { ModelSpec, PriceRule } from '../provider/model.ts';
import { microUsd } from '../units.ts';
import { priceRequest } from './price-request.ts';

const FROM = { source: 'a page', asOf: '2026-11-22', estimated: false };
const hd = { duration: 5, resolution: '1080p', audio: false } as const;

test('a price beyond all sense is no reason to fail: no budget allows it', () => {
  const perSecond = microUsd(Number.MAX_SAFE_INTEGER);
  const model = priced([{ when: {}, perSecond, from: FROM }]);
  expect(priceRequest(model, hd)).toMatchObject({ known: true, amount: 1_000_000_000_000 });
  const catalogue = EXAMPLE_CATALOGUE.map((provider) => ({
    ...provider,
    models: provider.models.map((one) => ({ ...one, prices: model.prices })),
  }));
  const shots = ['a', 'b', 'c'].map((id) => exampleShot(id, { takes: 2 }));
  for (const onExceed of ['fail', 'trim', 'degrade'] as const) {
    const { budget } = planOf(shots, { limit: microUsd(9_000_000), onExceed }, { catalogue }).plan;
    expect(budget).toMatchObject({ allowed: false, reason: 'over-ceiling' });
  }
});

test('the first rule that fits sets the price, and says what it hangs on', () => {
  const model = priced([
    { when: { resolution: '720p' }, perSecond: microUsd(85_000), from: FROM },
    { when: { resolution: '1080p', audio: true }, perSecond: microUsd(150_000), from: FROM },
    { when: { resolution: '1080p', audio: false }, perSecond: microUsd(128_000), from: FROM },
    { when: {}, perSecond: microUsd(1), from: FROM },
  ]);
  const known = { known: true, from: FROM } as const;
  expect(priceRequest(model, { ...hd, resolution: '720p' })).toEqual({
    ...known,
    amount: 425_000,
    detail: '5 s × $0.085 (720p)',
  });
  expect(priceRequest(model, { ...hd, audio: true })).toEqual({
    ...known,
    amount: 750_000,
    detail: '5 s × $0.15 (1080p, sound)',
  });
  expect(priceRequest(model, hd)).toEqual({
    ...known,
    amount: 640_000,
    detail: '5 s × $0.128 (1080p, no sound)',
  });
  expect(priceRequest(model, { ...hd, audio: undefined })).toEqual({
    ...known,
    amount: 5,
    detail: '5 s × $0.000001',
  });
});

test('a price that no rule gives is unknown for the model’s reason, never zero', () => {
  const model = priced([{ when: { resolution: '720p' }, perSecond: microUsd(1), from: FROM }]);
  expect(priceRequest(model, hd)).toEqual({ known: false, reason: 'not listed' });
});

test('what is free is known to be', () => {
  const model = priced([{ when: {}, perSecond: microUsd(0), from: FROM }]);
  expect(priceRequest(model, hd)).toEqual({ known: true, amount: 0, from: FROM, detail: 'free' });
});

test('money stays whole for any length, and never rounds down', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_000_000 }), fc.integer({ min: 1, max: 600_000 }), (price, ms) => {
      const model = priced([{ when: {}, perSecond: microUsd(price), from: FROM }]);
      const cost = priceRequest(model, { ...hd, duration: ms / 1000 });
      const exact = (BigInt(price) * BigInt(ms) + 999n) / 1000n;
      expect(cost.known && BigInt(cost.amount)).toBe(exact);
    }),
  );
});

function priced(prices: readonly PriceRule[]): ModelSpec {
  return { ...PAPER_MODEL, prices };
}
