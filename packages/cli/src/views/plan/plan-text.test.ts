import type {
  Catalogue,
  Ceiling,
  Cost,
  GenerationRequest,
  Plan,
  PlannedTake,
  Provenance,
  Route,
} from '@storyboard/core';
import { fromUsd } from '@storyboard/core/units';
import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { textWidth } from '../text-width.ts';
import { planText } from './plan-text.ts';

const PRICE_LIST: Provenance = {
  source: 'https://example.com/prices/reference-to-video',
  asOf: '2026-11-22',
  estimated: false,
};
const CEILING: Ceiling = { amount: fromUsd(4), source: 'budget.limit' };
const CATALOGUE: Catalogue = [
  { id: 'loom', models: [{ id: 'vendor/wan-2.6/reference-to-video', name: 'wan-2.6-r2v' }] },
] as unknown as Catalogue;
const CONTEXT = {
  file: 'film.yaml',
  shots: ['meet', 'embrace', 'night', 'home'],
  placeOf: (shot: string, setting: string) => ({
    place: shot === 'home' ? 'scenes/end.yaml:3' : `film.yaml:${10 + shot.length}`,
    stated: setting === 'takes',
  }),
};

const JOB = { provider: 'loom', job: 'f.1', operation: { job: 'loom-7' } } as const;

test('a plan within its budget is a page with a table, a sum, a bar and the source of its prices', async () => {
  const plan = planOf([
    generate('meet', 1, 5, known(0.5)),
    generate('embrace', 1, 8, known(0.8)),
    generate('embrace', 2, 8, known(0.8)),
    reuse('night', 5),
    generate('home', 1, 5, known(0.1575)),
  ]);
  await expect(planText(plan, CATALOGUE, CONTEXT, plainLook(80))).toMatchFileSnapshot(
    'golden/plan-within-budget.txt',
  );
});

test('a plan above its budget says by how much, and each way out with the line or command to use', async () => {
  const plan: Plan = {
    ...planOf([generate('meet', 1, 5, known(3)), generate('embrace', 1, 8, known(4.8))]),
    budget: {
      allowed: false,
      reason: 'over-ceiling',
      ceiling: CEILING,
      committed: fromUsd(7.8),
      excess: fromUsd(3.8),
      unpriced: [],
      waysOut: [
        { kind: 'resolution', shots: ['meet', 'home'], to: '720p', saves: fromUsd(2.5), fits: false },
        { kind: 'resolution', shots: CONTEXT.shots, to: '720p', saves: fromUsd(3), fits: false },
        { kind: 'takes', shots: CONTEXT.shots, saves: fromUsd(4.8), fits: true },
        { kind: 'takes', shots: ['embrace'], saves: fromUsd(4.8), fits: true },
        { kind: 'provider', shots: CONTEXT.shots, provider: 'aimlapi', saves: fromUsd(0.25), fits: false },
        { kind: 'provider', shots: ['meet'], provider: 'aimlapi', saves: fromUsd(0.1), fits: false },
        { kind: 'drop', shots: ['night', 'home'], only: ['meet', 'embrace'], saves: fromUsd(4), fits: true },
      ],
    },
  };
  await expect(planText(plan, CATALOGUE, CONTEXT, plainLook(80))).toMatchFileSnapshot(
    'golden/plan-over-budget.txt',
  );
});

test('an unknown price is said as unknown, with its reason below', async () => {
  const unknown: Cost = {
    known: false,
    reason: 'The service publishes no price for 720p in its documentation.',
  };
  const plan: Plan = {
    ...planOf([
      generate('meet', 1, 5, unknown),
      generate('embrace', 1, 8, { ...known(1.26), from: { ...PRICE_LIST, estimated: true } } as Cost),
      generate('night', 1, 5, unknown),
    ]),
    budget: {
      allowed: false,
      reason: 'unpriced',
      ceiling: CEILING,
      committed: fromUsd(1.26),
      excess: fromUsd(0),
      unpriced: ['meet/1', 'night/1'],
      waysOut: [],
    },
  };
  await expect(planText(plan, CATALOGUE, CONTEXT, plainLook(80))).toMatchFileSnapshot(
    'golden/plan-unknown-price.txt',
  );
  const usedUp: Plan = { ...plan, budget: { ...plan.budget, reason: 'over-ceiling' } as Plan['budget'] };
  expect(planText(usedUp, CATALOGUE, CONTEXT, plainLook(80))).toContain(
    'Nothing is left (budget.limit) for meet and night of unknown price. Nothing is submitted.',
  );
});

test('takes of one shot that are treated differently stand apart, and changes to fit the budget are shown', async () => {
  const plan: Plan = {
    ...planOf([
      reuse('embrace', 8),
      { ...generate('embrace', 2, 8, known(0.8)), why: 'second take' },
      { ...base('night', 1, 5), action: 'resume', ...JOB, why: 'already paid' },
      {
        ...base('home', 1, 5),
        action: 'in-doubt',
        submissionId: 's',
        provider: 'loom',
        job: 'f.1',
        cost: known(0.5),
        why: 'perhaps paid at loom',
      },
    ]),
    budget: {
      allowed: true,
      ceiling: { amount: fromUsd(4), source: 'budget.limit' },
      committed: fromUsd(1.3),
    },
    adjustments: [
      { kind: 'resolution', shot: 'embrace', from: '1080p', to: '720p', saves: fromUsd(0.4) },
      { kind: 'takes', shot: 'night', from: 3, to: 1, saves: fromUsd(1) },
      { kind: 'drop', shot: 'after', priority: 3, because: 'storm', saves: fromUsd(0.5) },
      { kind: 'drop', shot: 'storm', priority: -1, saves: fromUsd(0.5) },
    ],
  };
  await expect(planText(plan, CATALOGUE, CONTEXT, plainLook(80))).toMatchFileSnapshot(
    'golden/plan-resumed-and-adjusted.txt',
  );
});

test('what is in doubt is said with the budget: beside it where nothing is paid, else as part of it', () => {
  const inDoubt: PlannedTake = {
    ...base('home', 1, 5),
    action: 'in-doubt',
    submissionId: 's',
    provider: 'loom',
    job: 'f.1',
    cost: known(0.5),
    why: 'perhaps paid at loom',
  };
  const ceiling = { amount: fromUsd(4), source: 'budget.limit' } as const;
  const linesOf = (plan: Plan) => planText(plan, CATALOGUE, CONTEXT, plainLook(80));
  const free: Plan = {
    ...planOf([inDoubt]),
    budget: { allowed: true, ceiling, committed: fromUsd(0) },
  };
  expect(linesOf(free)).toContain(
    '  Doubt   $0.50 perhaps spent already; it counts as soon as anything is to be paid\n',
  );
  const paying: Plan = {
    ...planOf([inDoubt, generate('meet', 1, 5, known(0.8))]),
    budget: { allowed: true, ceiling, committed: fromUsd(1.3) },
  };
  expect(linesOf(paying)).toContain(
    '$1.30 of $4.00  budget.limit\n  Doubt   $0.50 of it, perhaps spent already\n',
  );
  expect(
    linesOf({
      ...paying,
      takes: paying.takes.slice(1),
      budget: { ...paying.budget, committed: fromUsd(0.8) },
    }),
  ).not.toContain('Doubt');
});

test('an address in a reason goes on below where its column is narrow', () => {
  const why = 'made by loom at http://127.0.0.1:47311/a-rather-long-one';
  const [shot] = [{ ...reuse('embrace', 8), why }];
  const text = planText(planOf([shot]), CATALOGUE, CONTEXT, plainLook(80));
  expect(text.replaceAll(/\n\s+/g, '')).toContain('http://127.0.0.1:47311/a-rather-long-one');
  expect(Math.max(...text.split('\n').map(textWidth))).toBeLessThanOrEqual(80);
});

test('nothing is cut where it goes into a file', () => {
  const why = 'made, but its file is gone or damaged; it is fetched from its service once more, for nothing';
  const long = 'a-shot-with-a-name-that-goes-on-for-long';
  const plan = planOf([{ ...generate(long, 1, 5, known(0.8)), why }]);
  const title =
    'A title that is longer than any terminal is wide, as titles of films by some are, and this one';
  const named = { ...plan, storyboard: { ...plan.storyboard, title } };
  const text = planText(named, CATALOGUE, CONTEXT, { ...plainLook(80), uncut: true });
  for (const whole of [why, long, title]) expect(text).toContain(whole);
  expect(text).not.toContain('…');
  expect(planText(named, CATALOGUE, CONTEXT, plainLook(80))).toContain('…');
});

test('the price of a list of providers is that of the dearest; jobs that nothing asks for any more are named', async () => {
  const take = generate('meet', 1, 5, known(0.8));
  const [route] = take.routes;
  const routes = [
    { ...route, cost: known(0.5) },
    { ...route, provider: 'mill', cost: known(0.8) },
  ] as const;
  const plan: Plan = {
    ...planOf([{ ...take, routes }, generate('home', 1, 5, known(0.5))]),
    strays: [
      { ...JOB, fingerprint: 'a', shot: 'storm', take: 1 },
      { ...JOB, fingerprint: 'b', shot: 'storm', take: 2, operation: { job: 'mill\u001B[2J-8' } },
    ],
  };
  await expect(planText(plan, CATALOGUE, CONTEXT, plainLook(80))).toMatchFileSnapshot(
    'golden/plan-worst-case-and-strays.txt',
  );
});

test.each([60, 75, 80, 120])('no line of the table is wider than a terminal of %d columns', (columns) => {
  const plan = planOf([
    generate('a-very-long-name-of-a-shot-that-somebody-thought-of', 1, 5, known(0.5)),
    {
      ...generate('short', 1, 10, known(12.345678)),
      why: '雪の夜、灯台のあかりが静かな海をわたる、とても長い理由',
    },
  ]);
  const wide = planText(plan, CATALOGUE, CONTEXT, plainLook(columns))
    .split('\n')
    .filter((line) => textWidth(line) > columns);
  expect(wide).toEqual([]);
});

test('text of others cannot steer the terminal', () => {
  const plan = planOf([{ ...generate('meet', 1, 5, known(1)), why: 'a\u001B[2Jb\u202Ec\nd' }]);
  const text = planText(
    { ...plan, storyboard: { path: 'film.yaml', title: 'T\u001B]0;x\u0007itle\r' } },
    CATALOGUE,
    CONTEXT,
    plainLook(80),
  );
  expect(text).toContain('a\\u{1b}[2Jb\\u{202e}c d');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
  expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001F\u007F\u202E]/);
});

function known(dollars: number): Cost {
  return { known: true, amount: fromUsd(dollars), from: PRICE_LIST, detail: '' };
}

function base(shot: string, take: number, duration: number) {
  const route: Route = {
    provider: 'loom',
    model: 'vendor/wan-2.6/reference-to-video',
    fingerprint: 'f',
    request: { duration } as GenerationRequest,
    cost: known(0),
  };
  return {
    id: `${shot}/${take}`,
    shot,
    take,
    routes: [route] as const,
    fingerprint: 'f',
    after: [],
    why: 'not made yet',
  };
}

function generate(
  shot: string,
  take: number,
  duration: number,
  cost: Cost,
): PlannedTake & { action: 'generate' } {
  return { ...base(shot, take, duration), action: 'generate', cost };
}

function reuse(shot: string, duration: number): PlannedTake {
  return {
    ...base(shot, 1, duration),
    action: 'reuse',
    artifact: 'd',
    provider: 'loom',
    why: 'made by loom',
  };
}

function planOf(takes: readonly PlannedTake[]): Plan {
  const costs = takes.flatMap((take) => (take.action === 'generate' ? [take.cost] : []));
  const amount = fromUsd(costs.reduce((sum, cost) => sum + (cost.known ? cost.amount / 1e6 : 0), 0));
  return {
    format: 1,
    storyboard: { path: 'film.yaml', title: 'The Raccoon and the Portrait' },
    takes,
    strays: [],
    film: { frames: 444, seconds: 18.5 },
    total: { amount, unknown: costs.filter((cost) => !cost.known).length },
    budget: { allowed: true, ceiling: CEILING, committed: amount },
    adjustments: [],
    schedule: { criticalPath: takes.slice(0, 2).map(({ id }) => id), expectedSeconds: 520 },
  };
}
