import { expect, test } from 'vitest';
import { EXAMPLE_CATALOGUE } from '../example/example-catalogue.ts';
import {
  exampleShot,
  fingerprintsOf,
  heldDoubt,
  heldJob,
  heldTakes,
  INK,
  PAPER,
  planOf,
} from '../example/example-storyboard.ts';
import type { ModelSpec } from '../provider/model.ts';
import type { ResolvedStoryboard } from '../storyboard/resolved.ts';
import { fromUsd } from '../units.ts';
import { NOTHING_HELD } from './nothing-held.ts';
import type { Held } from './plan.ts';
import type { PlanInput } from './planning.ts';

test('the lowest limit is the ceiling, and says who set it', () => {
  const ceilingOf = (budget: Partial<ResolvedStoryboard['budget']>, changes: Partial<PlanInput> = {}) =>
    planOf([exampleShot('a')], budget, changes).plan.budget.ceiling;
  const flag = { amount: fromUsd(2), source: '--budget' } as const;
  const variable = { amount: fromUsd(1), source: 'STORYBOARD_BUDGET' } as const;
  const limit = { limit: fromUsd(2) };
  expect(ceilingOf({})).toBeUndefined();
  expect(ceilingOf(limit)).toEqual({ amount: 2_000_000, source: 'budget.limit' });
  expect(ceilingOf(limit, { ceilings: [flag] })).toEqual({ amount: 2_000_000, source: 'budget.limit' });
  expect(ceilingOf({ limit: fromUsd(3) }, { ceilings: [flag] })).toEqual(flag);
  expect(ceilingOf(limit, { ceilings: [flag, variable] })).toEqual(variable);
  const spent = { held: { ...NOTHING_HELD, spent: fromUsd(28.5) } };
  expect(ceilingOf({ ...limit, total: fromUsd(30) }, spent)).toEqual({
    amount: 1_500_000,
    source: 'budget.total',
  });
  expect(ceilingOf({ total: fromUsd(28) }, spent)).toEqual({ amount: 0, source: 'budget.total' });
});

test('a shot that shares its take with one that has to stay is no way out', () => {
  const same = { prompt: 'c', promptParts: [{ text: 'c' }] };
  const continues = { shot: 'a', use: 'last-frame' } as const;
  const shots = [exampleShot('a', same), exampleShot('b', { continues }), exampleShot('c', same)];
  const [, running = ''] = fingerprintsOf(shots);
  const held = { ...NOTHING_HELD, inFlight: new Map([[running, heldJob()]]) };
  const { budget } = planOf(shots, { limit: fromUsd(0) }, { held }).plan;
  expect(budget.allowed ? [] : budget.waysOut.filter(({ kind }) => kind === 'drop')).toEqual([]);
  expect(budget).toMatchObject({ allowed: false, excess: 500_000 });
});

test('a plan above its ceiling is refused with what it exceeds and every cheaper way', () => {
  const shots = [
    exampleShot('a', { resolution: '1080p' }),
    exampleShot('b', { takes: 3, priority: 2 }),
    exampleShot('c', { priority: 1 }),
  ];
  expect(planOf(shots, { limit: fromUsd(2.4) }).plan.budget).toStrictEqual({
    allowed: false,
    reason: 'over-ceiling',
    ceiling: { amount: 2_400_000, source: 'budget.limit' },
    committed: 3_000_000,
    excess: 600_000,
    unpriced: [],
    waysOut: [
      { kind: 'resolution', to: '720p', shots: ['a'], saves: 500_000, fits: false },
      { kind: 'takes', shots: ['b'], saves: 1_000_000, fits: true },
      { kind: 'provider', provider: 'ink', shots: ['a'], saves: 250_000, fits: false },
      { kind: 'drop', only: ['b', 'c'], shots: ['a'], saves: 1_000_000, fits: true },
    ],
  });
});

test('a cheaper provider of the same model is a way out for the shots that it can make', () => {
  const hd = { resolution: '1080p' } as const;
  const shots = [
    exampleShot('a', hd),
    exampleShot('seeded', { ...hd, seed: 7, stated: new Set(['seed']) }),
    exampleShot('both', { ...hd, routes: [INK, PAPER] }),
    exampleShot('large', { ...hd, prompt: '@mona waits.' }),
    exampleShot('unknown'),
  ];
  const catalogue = EXAMPLE_CATALOGUE.map((provider) =>
    provider.id === 'ink' ? { ...provider, models: provider.models.map(withSmallVideos) } : provider,
  );
  const { plan } = planOf(shots, { limit: fromUsd(4.1) }, { catalogue });
  expect(plan.budget).toMatchObject({
    committed: 4_500_000,
    waysOut: [
      { kind: 'resolution' },
      { kind: 'provider', provider: 'ink', shots: ['a', 'both'], saves: 500_000, fits: true },
      { kind: 'drop' },
    ],
  });
});

test('what is in doubt counts as spent, but never refuses a render that pays for nothing', () => {
  const shots = [exampleShot('a'), exampleShot('b')];
  const [a, b] = fingerprintsOf(shots);
  const inDoubt = new Map([['of a shot that is gone', heldDoubt(4)]]);
  const held: Held = { ...heldTakes([a ?? '']), inDoubt };
  const limit = fromUsd(4.2);
  expect(planOf(shots, { limit }, { held }).plan.budget).toMatchObject({
    allowed: false,
    committed: 4_500_000,
    excess: 300_000,
  });
  const all: Held = { ...heldTakes([a ?? '', b ?? '']), inDoubt };
  expect(planOf(shots, { limit: fromUsd(1) }, { held: all }).plan.budget).toEqual({
    allowed: true,
    ceiling: { amount: 1_000_000, source: 'budget.limit' },
    committed: 0,
  });
});

test('unknown prices are refused unless they are allowed, whatever the ceiling', () => {
  const shots = [exampleShot('a', { routes: [INK] }), exampleShot('b')];
  expect(planOf(shots, { limit: fromUsd(9) }).plan.budget).toStrictEqual({
    allowed: false,
    reason: 'unpriced',
    ceiling: { amount: 9_000_000, source: 'budget.limit' },
    committed: 500_000,
    excess: 0,
    unpriced: ['a/1'],
    waysOut: [],
  });
  expect(planOf(shots, {}, { allowUnpriced: true }).plan.budget).toEqual({
    allowed: true,
    ceiling: undefined,
    committed: 500_000,
  });
  expect(planOf(shots, { limit: fromUsd(0.1) }, { allowUnpriced: true }).plan.budget).toMatchObject({
    reason: 'over-ceiling',
    unpriced: ['a/1'],
  });
});

test.each([
  ['a ceiling of nothing', 0, []],
  ['a ceiling that known prices use up', 0.5, [exampleShot('b')]],
])('where unknown prices are allowed, %s leaves nothing for them', (_, limit, others) => {
  const shots = [exampleShot('a', { routes: [INK] }), ...others];
  const { budget } = planOf(shots, { limit: fromUsd(limit) }, { allowUnpriced: true }).plan;
  expect(budget).toMatchObject({
    allowed: false,
    reason: 'over-ceiling',
    committed: fromUsd(limit),
    excess: 0,
    unpriced: ['a/1'],
  });
  const more = planOf(shots, { limit: fromUsd(limit + 0.01) }, { allowUnpriced: true }).plan.budget;
  expect(more.allowed).toBe(true);
});

test('of shots to drop, one alone that suffices is named: the least important, then the cheapest, then the last', () => {
  const dropOf = (shots: Parameters<typeof planOf>[0], limit: number, changes: Partial<PlanInput> = {}) => {
    const { budget } = planOf(shots, { limit: fromUsd(limit) }, changes).plan;
    return budget.allowed ? undefined : budget.waysOut.find(({ kind }) => kind === 'drop');
  };
  const shots = [
    exampleShot('long', { duration: 10 }),
    exampleShot('short', { duration: 6 }),
    exampleShot('same', { duration: 6 }),
    exampleShot('tiny', { duration: 1 }),
    exampleShot('best', { priority: 1, duration: 4 }),
  ];
  expect(dropOf(shots, 2.3)).toMatchObject({ shots: ['same'], only: ['long', 'short', 'tiny', 'best'] });
  expect(dropOf(shots, 1.8)).toMatchObject({ shots: ['long'], saves: 1_000_000, fits: true });
  expect(dropOf(shots, 1.1)).toMatchObject({
    shots: ['long', 'same'],
    only: ['short', 'tiny', 'best'],
    saves: 1_600_000,
    fits: true,
  });
  expect(dropOf(shots, 0.09)).toBeUndefined();
  const some = { only: new Set(['long', 'tiny']) };
  expect(dropOf(shots, 1, some)).toMatchObject({ shots: ['tiny'], only: ['long'], fits: true });
  const unknown = [exampleShot('a'), exampleShot('b'), exampleShot('c', { routes: [INK] })];
  expect(dropOf(unknown, 0.5)).toMatchObject({ shots: ['b'], fits: false });
  expect(dropOf(unknown, 0.6, { allowUnpriced: true })).toMatchObject({ shots: ['b'], fits: true });
});

test('one take is a way out only where the first is the picked one and the others are not held', () => {
  const shots = [exampleShot('a', { takes: 3 }), exampleShot('b', { takes: 2 })];
  const held = heldTakes([fingerprintsOf(shots)[1] ?? '']);
  const picks = new Map([['b', 2]]);
  expect(planOf(shots, { limit: fromUsd(1) }, { held, picks }).plan.budget).toMatchObject({
    waysOut: [{ kind: 'drop' }],
  });
});

test('savings count an equal take only when its last copy goes', () => {
  const twin = { prompt: 'The same.', promptParts: [], takes: 2 };
  const shots = [exampleShot('a', twin), exampleShot('b', twin)];
  expect(planOf(shots, { limit: fromUsd(0.5) }).plan.budget).toMatchObject({
    committed: 1_000_000,
    waysOut: [],
  });
});

function withSmallVideos(model: ModelSpec): ModelSpec {
  const { references } = model;
  return { ...model, references: { ...references, video: { ...references.video, maxBytes: 10 } } };
}
