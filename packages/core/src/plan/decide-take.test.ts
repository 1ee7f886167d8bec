import { expect, test } from 'vitest';
import {
  exampleShot,
  fingerprintsOf,
  heldDoubt,
  heldJob,
  heldTakes,
  knownCost,
  planOf,
} from '../example/example-storyboard.ts';
import type { ResolvedShot } from '../storyboard/resolved.ts';
import { fromUsd } from '../units.ts';
import { labelDigest } from './label.ts';
import { NOTHING_HELD } from './nothing-held.ts';
import type { Held, PlannedTake } from './plan.ts';
import type { PlanInput } from './planning.ts';

const ink = { provider: 'ink', model: 'ink-1' };
const paper = { provider: 'paper', model: 'paper/one' };
const chalk = { provider: 'chalk', model: 'chalk' };
const from = { source: 'https://paper.example/prices', asOf: '2026-11-22', estimated: false };

test('what is held is reused, what runs is resumed, what is in doubt is left to a person', () => {
  const shots = ['held', 'runs', 'doubt', 'fresh'].map((id) => exampleShot(id));
  const [held, runs, doubt] = fingerprintsOf(shots);
  const { plan } = planOf(
    shots,
    {},
    {
      held: {
        artifacts: new Map([[held ?? '', { artifact: 'a1', drawnAs: undefined }]]),
        inFlight: new Map([[runs ?? '', heldJob()]]),
        inDoubt: new Map([[doubt ?? '', heldDoubt(0.5)]]),
        spent: fromUsd(3),
      },
    },
  );
  expect(plan.takes.map(decision)).toStrictEqual([
    { id: 'held/1', action: 'reuse', artifact: 'a1', provider: 'paper', why: 'made by paper' },
    {
      id: 'runs/1',
      action: 'resume',
      operation: { job: '7' },
      provider: 'paper',
      job: 'j.1',
      why: 'already paid at paper',
    },
    {
      id: 'doubt/1',
      action: 'in-doubt',
      submissionId: 's1',
      provider: 'paper',
      job: 'd.1',
      cost: knownCost(0.5),
      why: 'perhaps paid at paper',
    },
    {
      id: 'fresh/1',
      action: 'generate',
      cost: { known: true, amount: 500_000, from, detail: '5 s × $0.10 (720p)' },
      why: 'not made yet',
    },
  ]);
  expect(plan.total).toEqual({ amount: 500_000, unknown: 0 });
  expect(plan.budget).toEqual({ allowed: true, ceiling: undefined, committed: 1_000_000 });
});

test('what was paid for and is gone or damaged is fetched once more, also where another route is in doubt', () => {
  const shots = [exampleShot('a', { routes: [ink, paper] }), exampleShot('left', {})];
  const [, first = '', second = ''] = [
    '',
    ...(planOf(shots).plan.takes[0]?.routes ?? []).map((route) => route.fingerprint),
  ];
  const { own: _, ...job } = heldJob();
  const held: Held = {
    ...NOTHING_HELD,
    damaged: new Set([second, 'of a shot that is gone']),
    fetchable: new Map([
      [second, { ...job, own: true }],
      ['of a shot that is gone', { ...job, job: 'gone.1', own: true }],
    ]),
    inDoubt: new Map([[first, heldDoubt(0.5)]]),
  };
  const { plan } = planOf(shots, {}, { held });
  expect(plan.takes[0]).toMatchObject({
    action: 'resume',
    fingerprint: second,
    job: 'j.1',
    why: 'made, but its file is gone or damaged; fetched again, nothing to pay',
  });
  expect(plan.takes[1]).toMatchObject({ action: 'generate', why: 'not made yet' });
  expect(plan.strays.map(({ job: name }) => name)).not.toContain('gone.1');
  const whole = planOf(shots, {}, { held: { ...held, damaged: new Set() } });
  expect(whole.plan.takes[0]).toMatchObject({ action: 'in-doubt' });
});

test('a take that a stand-in of its provider made says where', () => {
  const shots = [exampleShot('a')];
  const [fingerprint = ''] = fingerprintsOf(shots);
  const origin = 'http://127.0.0.1:4000';
  const held = {
    ...NOTHING_HELD,
    artifacts: new Map([[fingerprint, { artifact: 'a1', drawnAs: undefined, origin }]]),
  };
  expect(planOf(shots, {}, { held }).plan.takes.map(decision)).toStrictEqual([
    {
      id: 'a/1',
      action: 'reuse',
      artifact: 'a1',
      provider: 'paper',
      origin,
      why: `made by paper at ${origin}`,
    },
  ]);
});

test('a paid take whose footage is lost is left to a person as well, and says so', () => {
  const shots = [exampleShot('a')];
  const [fingerprint = ''] = fingerprintsOf(shots);
  const held = { ...NOTHING_HELD, inDoubt: new Map([[fingerprint, heldDoubt(0.5, { lost: true })]]) };
  expect(planOf(shots, {}, { held }).plan.takes).toMatchObject([
    { action: 'in-doubt', cost: knownCost(0.5), why: 'paid at paper, but its footage is lost' },
  ]);
});

test('a take that any provider of the list made counts as made', () => {
  const shots = [exampleShot('a', { routes: [paper, ink], resolution: '1080p' })];
  const [take] = planOf(shots).plan.takes;
  const byInk = take?.routes[1]?.fingerprint ?? '';
  expect(planOf(shots, {}, { held: heldTakes([byInk]) }).plan.takes).toMatchObject([
    { action: 'reuse', artifact: `footage of ${byInk}`, why: 'made by ink' },
  ]);
  const inFlight = new Map([[byInk, heldJob({ provider: 'ink' })]]);
  expect(planOf(shots, {}, { held: { ...NOTHING_HELD, inFlight } }).plan.takes).toMatchObject([
    { action: 'resume', job: 'j.1', provider: 'ink', why: 'already paid at ink' },
  ]);
});

test('a take costs what its dearest route costs, and nobody knows what when one route is unknown', () => {
  const both = { routes: [ink, paper] } as const;
  expect(planOf([exampleShot('a', { ...both, resolution: '1080p' })]).plan.takes).toMatchObject([
    { cost: { known: true, amount: 1_000_000 } },
  ]);
  expect(planOf([exampleShot('a', both)]).plan).toMatchObject({
    takes: [{ cost: { known: false, reason: 'ink: only 1080p is listed' } }],
    total: { amount: 0, unknown: 1 },
  });
  expect(planOf([exampleShot('a', { routes: [ink] })]).plan.takes).toMatchObject([
    { cost: { known: false, reason: 'only 1080p is listed' } },
  ]);
});

const drawnAs: PlanInput['drawnAs'] = (label, target) => labelDigest(label, target, (text) => text);

test('a drawn take whose label changed counts as made, and only its drawing is made anew', () => {
  const shot = exampleShot('a', { routes: [chalk] });
  const [fingerprint] = fingerprintsOf([shot]);
  const label = { shot: 'a', prompt: 'Shot a.', cost: '', model: 'Chalk' };
  const target = {
    size: { width: 1280, height: 720 },
    frameRate: { numerator: 24, denominator: 1 },
    frames: 120,
  };
  const digest = labelDigest({ ...label, caption: undefined }, target, (text) => text);
  expect(JSON.parse(digest)).toEqual({ label, target, v: 1 });
  const held: Held = {
    ...NOTHING_HELD,
    artifacts: new Map([[fingerprint ?? '', { artifact: 'a1', drawnAs: digest }]]),
  };
  expect(planOf([shot], {}, { held, drawnAs }).plan.takes).toMatchObject([
    { action: 'reuse', artifact: 'a1' },
  ]);
  const captioned = { ...shot, caption: 'Later' };
  expect(planOf([captioned], {}, { held, drawnAs }).plan.takes).toMatchObject([
    { action: 'reuse', artifact: 'a1', redraw: true, fingerprint, why: 'made; its label is drawn anew' },
  ]);
  const next = exampleShot('b', { routes: [chalk] });
  const limited = planOf([captioned, next], {}, { held, drawnAs, only: new Set(['b']) }).plan.takes[0];
  expect(limited).toMatchObject({ action: 'reuse', artifact: 'a1', why: 'drawn, with an older label' });
  expect(limited).not.toHaveProperty('redraw');
  expect(planOf([captioned], {}, { held }).plan.takes).toMatchObject([{ action: 'reuse' }]);
  const labels = new Map([['a', { ...label, caption: undefined, cost: '$4.00' }]]);
  expect(planOf([shot], {}, { held, drawnAs, labels }).plan.takes).toMatchObject([{ redraw: true }]);
});

test('an old label is no reason to pay', () => {
  const shot = exampleShot('a', { routes: [paper, chalk] });
  const [take] = planOf([shot]).plan.takes;
  const held = heldTakes([take?.routes[1]?.fingerprint ?? '']);
  expect(planOf([shot], {}, { held, drawnAs }).plan.takes).toMatchObject([
    {
      action: 'reuse',
      why: 'drawn, with an older label',
      provider: 'chalk',
      fingerprint: take?.routes[1]?.fingerprint,
    },
  ]);
});

test('what was drawn for a preview stands in for no provider’s work, only for its own', () => {
  const [take] = planOf([exampleShot('a', { routes: [paper, chalk] })]).plan.takes;
  const drawing = { artifact: 'a1', drawnAs: undefined, forPreview: true } as const;
  const held: Held = {
    ...NOTHING_HELD,
    artifacts: new Map([[take?.routes[1]?.fingerprint ?? '', drawing]]),
  };
  const actionOf = (routes: ResolvedShot['routes']) =>
    planOf([exampleShot('a', { routes })], {}, { held }).plan.takes.map(({ action }) => action);
  expect(actionOf([paper, chalk])).toEqual(['generate']);
  expect(actionOf([chalk, paper])).toEqual(['reuse']);
});

test('of several takes that would do, the one that is in the film is used', () => {
  const shots = [exampleShot('a', { routes: [paper, ink], resolution: '1080p' })];
  const [byPaper = '', byInk = ''] = planOf(shots).plan.takes[0]?.routes.map((one) => one.fingerprint) ?? [];
  const held = heldTakes([byPaper, byInk]);
  const locked = new Set([byInk]);
  expect(planOf(shots, {}, { held }).plan.takes).toMatchObject([{ provider: 'paper' }]);
  expect(planOf(shots, {}, { held, locked }).plan.takes).toMatchObject([
    { action: 'reuse', provider: 'ink', fingerprint: byInk },
  ]);
  expect(planOf(shots, {}, { locked }).plan.takes).toMatchObject([
    { action: 'generate', why: 'in the lock file, but its footage is not in this store' },
  ]);
});

test('of a take that the film has, it is said why it is made once more', () => {
  const shots = [
    exampleShot('a', { takes: 2 }),
    exampleShot('b', { continues: { shot: 'a', use: 'clip' } }),
    exampleShot('c'),
  ];
  const picks = new Map([
    ['a', 1],
    ['b', 1],
  ]);
  const whys = planOf(shots, {}, { picks, locked: new Set(['as it was']) }).plan.takes.map(({ why }) => why);
  expect(whys).toEqual([
    'changed since it was made',
    'not made yet',
    'goes on from a, which is made anew',
    'not made yet',
  ]);
});

test.each([
  [[{ status: 'failed', kind: 'moderation' }], 'failed before: moderation'],
  [[{ status: 'refused', kind: 'balance' }], 'refused before: balance'],
  [
    [
      { status: 'refused', kind: 'balance' },
      { status: 'failed', kind: 'unknown' },
    ],
    'failed before: unknown',
  ],
  [[undefined, { status: 'refused', kind: 'auth' }], 'refused before: auth'],
  [[{ status: 'abandoned' }], 'not taken before, as a person found'],
  [[{ status: 'pay-again' }], 'paid for before, given up by a person'],
] as const)('of a take that was tried, it is said how that ended: %j', (tries, why) => {
  const shots = [exampleShot('a', { routes: [paper, ink], resolution: '1080p' })];
  const routes = planOf(shots).plan.takes[0]?.routes ?? [];
  const tried = new Map(
    tries.flatMap((one, index) => (one === undefined ? [] : [[routes[index]?.fingerprint ?? '', one]])),
  );
  const held = { ...NOTHING_HELD, tried };
  expect(planOf(shots, {}, { held }).plan.takes).toMatchObject([{ action: 'generate', why }]);
});

function decision(take: PlannedTake): object {
  const { shot, take: number, routes, fingerprint, after, ...rest } = take;
  return rest;
}
