import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXAMPLE_CATALOGUE } from '../example/example-catalogue.ts';
import { exampleInput, exampleShot, exampleStoryboard, heldTakes } from '../example/example-storyboard.ts';
import type { ModelSpec } from '../provider/model.ts';
import type { ResolvedShot, ResolvedStoryboard } from '../storyboard/resolved.ts';
import { fromUsd, type MicroUsd, microUsd } from '../units.ts';
import { NOTHING_HELD } from './nothing-held.ts';
import type { Held, Plan } from './plan.ts';
import { planRender } from './plan-render.ts';
import type { PlanInput } from './planning.ts';

const paper = { provider: 'paper', model: 'paper/one' };
const ink = { provider: 'ink', model: 'ink-1' };
const known = (dollars: number) => ({
  known: true as const,
  amount: fromUsd(dollars),
  from: { source: '', asOf: '2026-11-22', estimated: false },
  detail: '',
});

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
      { kind: 'drop', shots: ['a'], saves: 1_000_000, fits: true },
    ],
  });
});

test('a cheaper provider of the same model is a way out for the shots that it can make', () => {
  const hd = { resolution: '1080p' } as const;
  const shots = [
    exampleShot('a', hd),
    exampleShot('seeded', { ...hd, seed: 7, stated: new Set(['seed']) }),
    exampleShot('both', { ...hd, routes: [ink, paper] }),
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
  const inDoubt = new Map([['of a shot that is gone', { submissionId: 's', cost: known(4) }]]);
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
  const shots = [exampleShot('a', { routes: [ink] }), exampleShot('b')];
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

test('degrading lowers resolutions first, the least important and last shots first, until the plan fits', () => {
  const hd = { resolution: '1080p' } as const;
  const shots = [
    exampleShot('a', hd),
    exampleShot('b', { ...hd, priority: 1, takes: 2 }),
    exampleShot('c', hd),
  ];
  const { plan, storyboard } = planOf(shots, { limit: fromUsd(3.2), onExceed: 'degrade' });
  expect(plan.adjustments).toStrictEqual([
    { kind: 'resolution', shot: 'c', from: '1080p', to: '720p', saves: 500_000 },
    { kind: 'resolution', shot: 'a', from: '1080p', to: '720p', saves: 500_000 },
  ]);
  expect(plan.budget).toMatchObject({ allowed: true, committed: 3_000_000 });
  expect(storyboard.shots.map(({ resolution }) => resolution)).toEqual(['720p', '1080p', '720p']);
  expect(plan.takes.map(({ routes }) => routes[0].request.resolution)).toEqual([
    '720p',
    '1080p',
    '1080p',
    '720p',
  ]);
});

test('degrading then makes fewer takes, never without the picked one', () => {
  const shots = [
    exampleShot('a', { takes: 3 }),
    exampleShot('b', { takes: 3, priority: 1 }),
    exampleShot('c', { takes: 2 }),
  ];
  const picks = new Map([['c', 2]]);
  const { plan, storyboard } = planOf(shots, { limit: fromUsd(2.5), onExceed: 'degrade' }, { picks });
  expect(plan.adjustments).toStrictEqual([
    { kind: 'takes', shot: 'a', from: 3, to: 1, saves: 1_000_000 },
    { kind: 'takes', shot: 'b', from: 3, to: 2, saves: 500_000 },
  ]);
  expect(storyboard.shots.map(({ takes }) => takes)).toEqual([1, 2, 2]);
  expect(plan.budget).toMatchObject({ allowed: true, committed: 2_500_000 });
});

test('a plan that degrading cannot make fit is refused as written, with its ways out', () => {
  const shots = [exampleShot('a', { resolution: '1080p' }), exampleShot('b')];
  const { plan, storyboard } = planOf(shots, { limit: fromUsd(0.9), onExceed: 'degrade' });
  expect(plan).toMatchObject({
    adjustments: [],
    budget: {
      allowed: false,
      committed: 1_500_000,
      waysOut: [
        { kind: 'resolution', shots: ['a'], fits: false },
        { kind: 'provider', shots: ['a'], fits: false },
        { kind: 'drop', shots: ['a', 'b'], fits: true },
      ],
    },
  });
  expect(storyboard.shots.map(({ resolution }) => resolution)).toEqual(['1080p', '720p']);
});

test('degrading gives up nothing that is held, running or in doubt', () => {
  const hd = { resolution: '1080p' } as const;
  const shots = [exampleShot('a', { ...hd, takes: 2 }), exampleShot('b', hd), exampleShot('c', hd)];
  const [a1, , , c1] = fingerprintsOf(shots);
  const budget = { limit: fromUsd(1.6), onExceed: 'degrade' } as const;
  const { plan } = planOf(shots, budget, { held: heldTakes([a1 ?? '', c1 ?? '']) });
  expect(plan.adjustments.map(({ kind, shot }) => `${kind} ${shot}`)).toEqual(['resolution b']);
  expect(plan.takes.map(({ id, action }) => `${action} ${id}`)).toEqual([
    'reuse a/1',
    'generate a/2',
    'generate b/1',
    'reuse c/1',
  ]);
});

test('a shot is not lowered where what goes on from it is already there', () => {
  const shots = [
    exampleShot('a', { resolution: '1080p' }),
    exampleShot('b', { continues: { shot: 'a', use: 'clip' } }),
  ];
  const [, b] = fingerprintsOf(shots);
  const budget = { limit: fromUsd(0.6), onExceed: 'degrade' } as const;
  const { plan } = planOf(shots, budget, { held: heldTakes([b ?? '']) });
  expect(plan.adjustments).toEqual([]);
  expect(plan.budget.allowed).toBe(false);
});

test('a shot that was degraded stays so when the same storyboard is rendered again', () => {
  const hd = { resolution: '1080p' } as const;
  const shots = [
    exampleShot('a', hd),
    exampleShot('b', { ...hd, continues: { shot: 'a', use: 'clip' } }),
    exampleShot('c', { ...hd, continues: { shot: 'b', use: 'clip' } }),
  ];
  const budget = { limit: fromUsd(1.5), onExceed: 'degrade' } as const;
  const first = planOf(shots, budget);
  expect(first.plan.adjustments).toHaveLength(3);
  const held = heldTakes(first.plan.takes.map(({ fingerprint }) => fingerprint));
  const second = planOf(shots, budget, { held });
  expect(second.plan.takes.map(({ action }) => action)).toEqual(['reuse', 'reuse', 'reuse']);
  expect(second.plan.adjustments.map(({ kind, shot }) => `${kind} ${shot}`)).toEqual([
    'resolution a',
    'resolution b',
    'resolution c',
  ]);
  expect(second.storyboard.shots).toEqual(first.storyboard.shots);
  const raised = planOf(shots, { limit: fromUsd(3), onExceed: 'degrade' }, { held });
  expect(raised.plan.adjustments).toEqual([]);
  expect(raised.plan.total).toEqual({ amount: 3_000_000, unknown: 0 });
});

test('trimming drops the least important shots, of equal ones the last, until the plan fits', () => {
  const shots = [
    exampleShot('a', { priority: 1 }),
    exampleShot('b'),
    exampleShot('c', { priority: 2 }),
    exampleShot('d'),
  ];
  const { plan, storyboard } = planOf(shots, { limit: fromUsd(1.2), onExceed: 'trim' });
  expect(plan.adjustments).toStrictEqual([
    { kind: 'drop', shot: 'd', priority: 0, saves: 500_000 },
    { kind: 'drop', shot: 'b', priority: 0, saves: 500_000 },
  ]);
  expect(storyboard.shots.map(({ id }) => id)).toEqual(['a', 'c']);
  expect(plan.takes.map(({ id }) => id)).toEqual(['a/1', 'c/1']);
  expect(plan.film).toEqual({ frames: 240, seconds: 10 });
});

test('trimming keeps a shot that another goes on from until that one is gone', () => {
  const shots = [
    exampleShot('base'),
    exampleShot('next', { priority: 2, continues: { shot: 'base', use: 'clip' } }),
    exampleShot('end', { priority: 1, continues: { shot: 'next', use: 'clip' } }),
    exampleShot('best', { priority: 3 }),
  ];
  const dropped = (dollars: number) =>
    planOf(shots, { limit: fromUsd(dollars), onExceed: 'trim' }).plan.adjustments.map(({ shot }) => shot);
  expect(dropped(2)).toEqual([]);
  expect(dropped(1.5)).toEqual(['end']);
  expect(dropped(1)).toEqual(['end', 'next']);
  expect(dropped(0.5)).toEqual(['end', 'next', 'base']);
});

test('trimming drops nothing that is held, and what cannot be made to fit is refused as written', () => {
  const shots = [exampleShot('a', { takes: 2 }), exampleShot('b', { priority: 9 })];
  const [a1] = fingerprintsOf(shots);
  const held = heldTakes([a1 ?? '']);
  const budget = { onExceed: 'trim', limit: fromUsd(0.7) } as const;
  expect(planOf(shots, budget, { held }).plan.adjustments.map(({ shot }) => shot)).toEqual(['b']);
  expect(planOf(shots, { ...budget, limit: fromUsd(0.4) }, { held }).plan).toMatchObject({
    adjustments: [],
    budget: {
      allowed: false,
      waysOut: [
        { kind: 'takes', shots: ['a'] },
        { kind: 'drop', fits: false },
      ],
    },
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

const anyFilm = fc
  .array(
    fc.record({
      words: fc.constantFrom('a', 'b', 'c', 'd'),
      routes: fc.constantFrom([paper], [paper], [ink], [paper, ink], [{ provider: 'chalk', model: 'chalk' }]),
      resolution: fc.constantFrom('720p' as const, '1080p' as const),
      duration: fc.constantFrom(2, 3.5, 5),
      takes: fc.integer({ min: 1, max: 3 }),
      priority: fc.integer({ min: 0, max: 2 }),
      continues: fc.option(fc.nat({ max: 20 }), { nil: undefined }),
      made: fc.constantFrom('no', 'no', 'held', 'running', 'doubtful'),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((shots) => ({
    shots: shots.map(({ words, made, routes, continues, ...settings }, index) =>
      exampleShot(`s${index}`, {
        ...settings,
        prompt: words,
        routes: routes as unknown as ResolvedShot['routes'],
        continues:
          continues === undefined || index === 0
            ? undefined
            : { shot: `s${continues % index}`, use: 'last-frame' },
      }),
    ),
    made: shots.map(({ made }) => made),
  }));

const anyInput = fc
  .record({
    film: anyFilm,
    limit: fc.option(fc.integer({ min: 0, max: 12_000_000 }).map(microUsd), { nil: undefined }),
    total: fc.option(fc.integer({ min: 0, max: 12_000_000 }).map(microUsd), { nil: undefined }),
    spent: fc.integer({ min: 0, max: 4_000_000 }).map(microUsd),
    allowUnpriced: fc.boolean(),
  })
  .map(({ film, limit, total, spent, allowUnpriced }) => {
    const input = exampleInput(exampleStoryboard(film.shots, { limit, total }), {
      allowUnpriced,
      hash: (text) => createHash('sha256').update(text).digest('hex'),
    });
    return { ...input, held: { ...heldLike(input, film.made), spent } };
  });

test('an allowed plan never commits more than its ceiling, and all money is whole', () => {
  fc.assert(
    fc.property(anyInput, fc.constantFrom('fail', 'degrade', 'trim'), (input, onExceed) => {
      const { plan } = planRender(withPolicy(input, onExceed));
      const { budget } = plan;
      if (budget.allowed) {
        expect(budget.committed).toBeLessThanOrEqual(budget.ceiling?.amount ?? Number.POSITIVE_INFINITY);
        if (input.allowUnpriced !== true) expect(plan.total.unknown).toBe(0);
      } else {
        expect(budget.excess > 0 || budget.unpriced.length > 0).toBe(true);
        for (const way of budget.waysOut) expect(way.saves).toBeGreaterThan(0);
      }
      expect(moneyIn(plan).filter((amount) => !Number.isSafeInteger(amount) || amount < 0)).toEqual([]);
    }),
  );
});

test('adjusting never raises the cost, gives up nothing that is there, and saves what it says or more', () => {
  fc.assert(
    fc.property(anyInput, fc.constantFrom('degrade', 'trim'), (input, onExceed) => {
      const written = planRender(withPolicy(input, 'fail')).plan;
      const { plan, storyboard } = planRender(withPolicy(input, onExceed));
      expect(plan.total.amount).toBeLessThanOrEqual(written.total.amount);
      expect(plan.total.unknown).toBeLessThanOrEqual(written.total.unknown);
      const fingerprints = new Map(plan.takes.map(({ id, fingerprint }) => [id, fingerprint]));
      for (const take of written.takes) {
        if (take.action !== 'generate') expect(fingerprints.get(take.id)).toBe(take.fingerprint);
      }
      const saved = plan.adjustments.reduce((sum, { saves }) => sum + saves, 0);
      expect(written.total.amount - plan.total.amount).toBeGreaterThanOrEqual(saved);
      if (plan.adjustments.length > 0) expect(plan.budget.allowed).toBe(true);
      else expect(storyboard.shots).toEqual(input.storyboard.shots);
    }),
  );
});

test('planning the same thing again gives the same plan', () => {
  fc.assert(
    fc.property(anyInput, fc.constantFrom('fail', 'degrade', 'trim'), (input, onExceed) => {
      const changed = withPolicy(input, onExceed);
      expect(JSON.stringify(planRender(changed))).toBe(JSON.stringify(planRender(changed)));
    }),
    { numRuns: 30 },
  );
});

function planOf(
  shots: readonly ResolvedShot[],
  budget: Partial<ResolvedStoryboard['budget']>,
  changes: Partial<PlanInput> = {},
): ReturnType<typeof planRender> {
  return planRender(exampleInput(exampleStoryboard(shots, budget), changes));
}

function fingerprintsOf(shots: readonly ResolvedShot[]): readonly string[] {
  return planOf(shots, {}).plan.takes.map(({ fingerprint }) => fingerprint);
}

function withSmallVideos(model: ModelSpec): ModelSpec {
  const { references } = model;
  return { ...model, references: { ...references, video: { ...references.video, maxBytes: 10 } } };
}

function withPolicy(input: PlanInput, onExceed: ResolvedStoryboard['budget']['onExceed']): PlanInput {
  const { storyboard } = input;
  return { ...input, storyboard: { ...storyboard, budget: { ...storyboard.budget, onExceed } } };
}

/** A ledger that holds some shots whole, in the state that `made` says. */
function heldLike(input: PlanInput, made: readonly string[]): Held {
  const { takes } = planRender({ ...input, held: NOTHING_HELD }).plan;
  const of = (state: string) =>
    takes.filter(({ shot }) => made[Number(shot.slice(1))] === state).map(({ fingerprint }) => fingerprint);
  return {
    ...heldTakes(of('held')),
    inFlight: new Map(of('running').map((one) => [one, { operation: one, provider: 'paper' }])),
    inDoubt: new Map(of('doubtful').map((one) => [one, { submissionId: one, cost: known(0.3) }])),
  };
}

function moneyIn(plan: Plan): readonly MicroUsd[] {
  const { budget } = plan;
  return [
    plan.total.amount,
    budget.committed,
    ...(budget.ceiling === undefined ? [] : [budget.ceiling.amount]),
    ...(budget.allowed ? [] : [budget.excess, ...budget.waysOut.map(({ saves }) => saves)]),
    ...plan.adjustments.map(({ saves }) => saves),
    ...plan.takes.flatMap((take) => ('cost' in take && take.cost.known ? [take.cost.amount] : [])),
  ];
}
