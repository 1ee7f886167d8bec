import { expect, test } from 'vitest';
import { exampleShot, fingerprintsOf, heldTakes, planOf } from '../example/example-storyboard.ts';
import { fromUsd } from '../units.ts';

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
        { kind: 'drop', shots: ['a'], only: ['b'], fits: true },
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

test('a degraded film stays whole and is not paid for again where only some of its shots are rendered', () => {
  const shots = ['a', 'b', 'c'].map((id) => exampleShot(id, { resolution: '1080p' }));
  const budget = { limit: fromUsd(1.6), onExceed: 'degrade' } as const;
  const held = heldTakes(fingerprintsOf(shots.map((shot) => ({ ...shot, resolution: '720p' }))));
  const { plan, storyboard } = planOf(shots, budget, { held, only: new Set(['a']) });
  expect(plan.takes.map(({ id, action }) => `${id} ${action}`)).toEqual([
    'a/1 reuse',
    'b/1 reuse',
    'c/1 reuse',
  ]);
  expect(storyboard.shots.map(({ resolution }) => resolution)).toEqual(['720p', '720p', '720p']);
  expect(plan.film.seconds).toBe(15);
  expect(plan.adjustments.map(({ shot, saves }) => [shot, saves])).toEqual([
    ['a', 1_000_000],
    ['b', 0],
    ['c', 0],
  ]);
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

test('trimming never leaves an empty film: where no shot fits, the plan is refused as written', () => {
  const shots = [exampleShot('a'), exampleShot('b', { continues: { shot: 'a', use: 'clip' } })];
  const budget = { limit: fromUsd(0.4), onExceed: 'trim' } as const;
  for (const changes of [{}, { only: new Set(['b']) }]) {
    const { plan, storyboard } = planOf(shots, budget, changes);
    expect(plan.adjustments).toEqual([]);
    expect(plan.budget).toMatchObject({
      allowed: false,
      reason: 'over-ceiling',
      committed: 1_000_000,
      waysOut: [],
    });
    expect(storyboard.shots).toHaveLength(2);
  }
});

test('after a large shot is dropped, those dropped before it come back where they fit', () => {
  const shots = [
    exampleShot('a'),
    exampleShot('large', { duration: 20, priority: 1 }),
    exampleShot('b'),
    exampleShot('c', { continues: { shot: 'b', use: 'clip' } }),
  ];
  const trimmed = (dollars: number) =>
    planOf(shots, { limit: fromUsd(dollars), onExceed: 'trim' }).plan.adjustments;
  expect(trimmed(1.5)).toStrictEqual([{ kind: 'drop', shot: 'large', priority: 1, saves: 2_000_000 }]);
  expect(trimmed(1.2)).toStrictEqual([
    { kind: 'drop', shot: 'c', priority: 0, saves: 500_000 },
    { kind: 'drop', shot: 'large', priority: 1, saves: 2_000_000 },
  ]);
});

test('a dropped shot that goes on from a dropped one says so', () => {
  const shots = [
    exampleShot('best', { priority: 1 }),
    exampleShot('storm'),
    exampleShot('after', { continues: { shot: 'storm', use: 'clip' } }),
  ];
  expect(planOf(shots, { limit: fromUsd(0.5), onExceed: 'trim' }).plan.adjustments).toStrictEqual([
    { kind: 'drop', shot: 'after', priority: 0, because: 'storm', saves: 500_000 },
    { kind: 'drop', shot: 'storm', priority: 0, saves: 500_000 },
  ]);
});

test('shots that are one job are dropped together, before a more important one', () => {
  const shots = [
    exampleShot('a', { prompt: 'The same.' }),
    exampleShot('b', { prompt: 'The same.' }),
    exampleShot('c', { priority: 1 }),
  ];
  const { plan, storyboard } = planOf(shots, { limit: fromUsd(0.6), onExceed: 'trim' });
  expect(storyboard.shots.map(({ id }) => id)).toEqual(['c']);
  expect(plan.adjustments).toStrictEqual([
    { kind: 'drop', shot: 'b', priority: 0, saves: 0 },
    { kind: 'drop', shot: 'a', priority: 0, saves: 500_000 },
  ]);
});

test('a shot whose absence would save nothing stays', () => {
  const shots = [
    exampleShot('a', { prompt: 'The same.' }),
    exampleShot('b', { prompt: 'The same.', priority: 1 }),
    exampleShot('c'),
  ];
  const { storyboard } = planOf(shots, { limit: fromUsd(0.6), onExceed: 'trim' });
  expect(storyboard.shots.map(({ id }) => id)).toEqual(['a', 'b']);
});
