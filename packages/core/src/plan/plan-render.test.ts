import { expect, test } from 'vitest';
import {
  exampleShot,
  fingerprintsOf,
  heldDoubt,
  heldJob,
  heldTakes,
  planOf,
} from '../example/example-storyboard.ts';
import type { ResolvedShot } from '../storyboard/resolved.ts';
import { fromUsd } from '../units.ts';
import { NOTHING_HELD } from './nothing-held.ts';
import type { PlannedTake } from './plan.ts';

const ink = { provider: 'ink', model: 'ink-1' };
const paper = { provider: 'paper', model: 'paper/one' };
const chalk = { provider: 'chalk', model: 'chalk' };
const from = { source: 'https://paper.example/prices', asOf: '2026-11-22', estimated: false };

test('a plan says of every take what is asked, what it costs and why, in the order of the film', () => {
  const { plan, storyboard } = planOf([
    exampleShot('meet', { prompt: '@mona waits.' }),
    exampleShot('embrace', {
      takes: 2,
      duration: 8,
      continues: { shot: 'meet', use: 'clip' },
      transition: { type: 'fade', duration: 0.5 },
    }),
  ]);
  const meet =
    '{"request":{"audio":false,"duration":5,"model":"paper/one","options":{},"prompt":"@Video1 waits.","provider":"paper","references":[{"digest":"digest of mona","kind":"video","type":"file"}],"resolution":"720p"},"take":1,"v":1}';
  const embrace = (take: number) =>
    `{"request":{"audio":false,"duration":8,"model":"paper/one","options":{},"prompt":"Shot embrace.","provider":"paper","references":[{"fingerprint":${JSON.stringify(meet)},"kind":"video","type":"take","use":"clip"}],"resolution":"720p"},"take":${take},"v":1}`;
  const meetCost = { known: true, amount: 500_000, from, detail: '5 s × $0.10 (720p)' } as const;
  const embraceCost = { known: true, amount: 800_000, from, detail: '8 s × $0.10 (720p)' } as const;
  const shared = {
    provider: 'paper',
    model: 'paper/one',
    negativePrompt: undefined,
    resolution: '720p',
    aspect: undefined,
    audio: false,
    shotType: undefined,
    seed: undefined,
    options: {},
  } as const;
  const embraceTake = (take: number) => ({
    id: `embrace/${take}`,
    shot: 'embrace',
    take,
    routes: [
      {
        provider: 'paper',
        model: 'paper/one',
        fingerprint: embrace(take),
        request: {
          ...shared,
          prompt: 'Shot embrace.',
          duration: 8,
          references: [
            {
              name: 'meet:clip',
              kind: 'video',
              description: 'the clip before',
              type: 'take',
              fingerprint: meet,
              use: 'clip',
            },
          ],
        },
        cost: embraceCost,
      },
    ],
    fingerprint: embrace(take),
    after: ['meet/1'],
    action: 'generate',
    cost: embraceCost,
    why: 'not made yet',
  });
  expect(plan).toStrictEqual({
    format: 1,
    storyboard: { path: 'film.yaml', title: 'Example' },
    strays: [],
    takes: [
      {
        id: 'meet/1',
        shot: 'meet',
        take: 1,
        routes: [
          {
            provider: 'paper',
            model: 'paper/one',
            fingerprint: meet,
            request: {
              ...shared,
              prompt: '@Video1 waits.',
              duration: 5,
              references: [
                {
                  name: 'mona',
                  kind: 'video',
                  description: 'the woman of the portrait',
                  type: 'file',
                  path: 'refs/mona.mp4',
                  digest: 'digest of mona',
                  sizeBytes: 1000,
                },
              ],
            },
            cost: meetCost,
          },
        ],
        fingerprint: meet,
        after: [],
        action: 'generate',
        cost: meetCost,
        why: 'not made yet',
      },
      embraceTake(1),
      embraceTake(2),
    ],
    film: { frames: 120 + 192 - 12, seconds: 12.5 },
    total: { amount: 2_100_000, unknown: 0 },
    budget: { allowed: true, ceiling: undefined, committed: 2_100_000 },
    adjustments: [],
    schedule: { criticalPath: ['meet/1', 'embrace/1'], expectedSeconds: 120 },
  });
  expect(storyboard.shots.map(({ id }) => id)).toEqual(['meet', 'embrace']);
});

test('a plan survives being saved and read again', () => {
  const shots = [exampleShot('a', { routes: [paper, ink] }), exampleShot('b', { routes: [ink], takes: 2 })];
  const { plan } = planOf(shots, {}, { ceilings: [{ amount: fromUsd(0.1), source: '--budget' }] });
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
});

test('equal takes are one paid job: the others wait for the first and cost nothing', () => {
  const twins = ['one', 'two'].map((id) => exampleShot(id, { prompt: 'The same.', promptParts: [] }));
  const { plan } = planOf([
    ...twins,
    exampleShot('other', { prompt: 'The same.', promptParts: [], takes: 2 }),
  ]);
  expect(plan.takes.map(decision)).toMatchObject([
    { id: 'one/1', cost: { amount: 500_000 }, why: 'not made yet' },
    { id: 'two/1', cost: { amount: 0, detail: 'paid with one/1' }, why: 'same take as one/1' },
    { id: 'other/1', cost: { amount: 0, detail: 'paid with one/1' }, why: 'same take as one/1' },
    { id: 'other/2', cost: { amount: 500_000 }, why: 'not made yet' },
  ]);
  expect(plan.takes.map(({ after }) => after)).toEqual([[], ['one/1'], ['one/1'], []]);
  expect(plan.total).toEqual({ amount: 1_000_000, unknown: 0 });
});

test('equal takes are one job in whatever order their providers stand, and two where they may become two', () => {
  const same = { prompt: 'The same.', promptParts: [], resolution: '1080p' } as const;
  const pricesOf = (...routes: readonly ResolvedShot['routes'][]) =>
    planOf(routes.map((list, index) => exampleShot(`s${index}`, { ...same, routes: list }))).plan.takes.map(
      (take) => (take.action === 'generate' && take.cost.known ? take.cost.amount : undefined),
    );
  expect(pricesOf([paper, ink], [ink, paper])).toEqual([1_000_000, 0]);
  expect(pricesOf([ink], [ink, paper])).toEqual([750_000, 1_000_000]);
  expect(pricesOf([paper, ink], [paper])).toEqual([1_000_000, 1_000_000]);
});

test('equal takes of unknown price stay unknown', () => {
  const twins = ['one', 'two'].map((id) =>
    exampleShot(id, { prompt: 'The same.', promptParts: [], routes: [ink] }),
  );
  expect(planOf(twins).plan.total).toEqual({ amount: 0, unknown: 2 });
});

test('drawn takes that differ in their labels only are different takes', () => {
  const twins = ['one', 'two'].map((id) =>
    exampleShot(id, { prompt: 'The same.', promptParts: [], routes: [chalk] }),
  );
  const { takes } = planOf(twins).plan;
  expect(new Set(takes.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  expect(takes.map(({ after, why }) => [after, why])).toEqual([
    [[], 'not made yet'],
    [[], 'not made yet'],
  ]);
});

test('limited to some shots, a plan has those, what is held, and what those go on from', () => {
  const shots = [
    exampleShot('first'),
    exampleShot('base', { takes: 2 }),
    exampleShot('held'),
    exampleShot('named', { continues: { shot: 'base', use: 'clip' }, takes: 2 }),
    exampleShot('last', { continues: { shot: 'named', use: 'clip' } }),
  ];
  const fingerprints = fingerprintsOf(shots);
  const only = new Set(['named']);
  const held = heldTakes([fingerprints[3] ?? '']);
  const { plan } = planOf(shots, {}, { only, held });
  expect(plan.takes.map(({ id, action, why }) => [id, action, why])).toEqual([
    ['base/1', 'generate', 'not made yet, needed by named'],
    ['held/1', 'reuse', 'made by paper'],
    ['named/1', 'generate', 'not made yet'],
    ['named/2', 'generate', 'not made yet'],
  ]);
  expect(plan.film.frames).toBe(360);
  const made = heldTakes([fingerprints[4] ?? '', fingerprints[5] ?? '']);
  expect(planOf(shots, {}, { only, held: made }).plan.takes.map(({ id }) => id)).toEqual([
    'named/1',
    'named/2',
  ]);
});

test('a take that runs or is in doubt is only in a limited plan where it is asked for', () => {
  const shots = [exampleShot('other'), exampleShot('named')];
  const [other] = fingerprintsOf(shots);
  const inDoubt = new Map([[other ?? '', heldDoubt(0.5)]]);
  const held = { ...NOTHING_HELD, inDoubt };
  const limited = planOf(shots, {}, { held, only: new Set(['named']) }).plan;
  expect(limited.takes.map(({ id }) => id)).toEqual(['named/1']);
  expect(limited.budget).toMatchObject({ committed: 1_000_000 });
});

test('paid jobs that no take of a plan waits for are fetched beside it, those of other storyboards are not', () => {
  const shots = [exampleShot('first'), exampleShot('named', { continues: { shot: 'first', use: 'clip' } })];
  const [first = '', named = ''] = fingerprintsOf(shots);
  const inFlight = new Map([
    ['gone', heldJob({ job: 'gone.1' })],
    ['of others', heldJob({ job: 'others.1', own: false })],
    [first, heldJob({ job: 'first.1', shot: 'first' })],
    [named, heldJob({ job: 'named.1', shot: 'named' })],
  ]);
  const held = { ...NOTHING_HELD, inFlight };
  const { own, ...gone } = heldJob({ job: 'gone.1' });
  const whole = planOf(shots, {}, { held }).plan;
  expect(whole.takes.map(({ id, action, after }) => [id, action, after])).toEqual([
    ['first/1', 'resume', []],
    ['named/1', 'resume', []],
  ]);
  expect(whole.strays).toStrictEqual([{ fingerprint: 'gone', ...gone }]);
  const limited = planOf(shots, {}, { held, only: new Set(['named']) }).plan;
  // What is paid for already is in the film, whoever is named.
  expect(limited.takes.map(({ id }) => id)).toEqual(['first/1', 'named/1']);
  expect(limited.strays.map(({ job }) => job)).toEqual(['gone.1']);
});

test('a job in doubt that no take of a plan waits for is looked for beside it, unless it is lost', () => {
  const shots = [exampleShot('first')];
  const [first = ''] = fingerprintsOf(shots);
  const inDoubt = new Map([
    [first, heldDoubt(0.5, { job: 'first.1', shot: 'first' })],
    ['gone', heldDoubt(0.5, { job: 'gone.1', take: 2 })],
    ['lost', heldDoubt(0.5, { job: 'lost.1', lost: true })],
    ['of others', heldDoubt(0.5, { job: 'others.1', own: false })],
  ]);
  const { takes, strays } = planOf(shots, {}, { held: { ...NOTHING_HELD, inDoubt } }).plan;
  expect(takes.map(({ action }) => action)).toEqual(['in-doubt']);
  expect(strays).toStrictEqual([
    { fingerprint: 'gone', job: 'gone.1', shot: 'gone', take: 2, provider: 'paper' },
  ]);
  const more = [...shots, exampleShot('named')];
  const limited = planOf(more, {}, { held: { ...NOTHING_HELD, inDoubt }, only: new Set(['named']) }).plan;
  expect(limited.strays.map(({ job, leftOut }) => [job, leftOut])).toEqual([
    ['first.1', true],
    ['gone.1', undefined],
  ]);
});

test('that a picked take is no longer asked for is said of the one that stands in for it', () => {
  const shots = [exampleShot('a', { takes: 2 }), exampleShot('b')];
  const { takes } = planOf(shots, {}, { picks: new Map([['a', 3]]) }).plan;
  expect(
    takes.map(({ id, why }) => [id, why.includes('take 3, which was picked, is no longer asked for')]),
  ).toEqual([
    ['a/1', true],
    ['a/2', false],
    ['b/1', false],
  ]);
});

test('the expected time is that of the longest chain, and open where a model of it has no known time', () => {
  const chain = [
    exampleShot('a'),
    exampleShot('b', { continues: { shot: 'a', use: 'clip' } }),
    exampleShot('c'),
    exampleShot('d', { continues: { shot: 'b', use: 'clip' }, routes: [ink], resolution: '1080p' }),
  ];
  expect(planOf(chain).plan.schedule).toEqual({
    criticalPath: ['a/1', 'b/1', 'd/1'],
    expectedSeconds: undefined,
  });
  expect(planOf(chain.slice(0, 3)).plan.schedule).toEqual({
    criticalPath: ['a/1', 'b/1'],
    expectedSeconds: 120,
  });
  const held = heldTakes(fingerprintsOf(chain).slice(0, 1));
  expect(planOf(chain.slice(0, 3), {}, { held }).plan.schedule).toEqual({
    criticalPath: ['b/1'],
    expectedSeconds: 60,
  });
  const allHeld = heldTakes(fingerprintsOf(chain));
  expect(planOf(chain, {}, { held: allHeld }).plan.schedule).toEqual({
    criticalPath: [],
    expectedSeconds: 0,
  });
});

test('a shot that continues none before it is refused, so no circle is ever walked', () => {
  const circle = [
    exampleShot('a', { continues: { shot: 'b', use: 'clip' } }),
    exampleShot('b', { continues: { shot: 'a', use: 'clip' } }),
  ];
  expect(() => planOf(circle)).toThrow('a continues b, which is not an earlier shot');
});

function decision(take: PlannedTake): object {
  const { shot, take: number, routes, fingerprint, after, ...rest } = take;
  return rest;
}
