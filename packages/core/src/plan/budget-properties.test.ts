import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  exampleInput,
  exampleShot,
  exampleStoryboard,
  heldDoubt,
  heldJob,
  heldTakes,
  INK,
  PAPER,
} from '../example/example-storyboard.ts';
import type { ResolvedShot, ResolvedStoryboard } from '../storyboard/resolved.ts';
import { type MicroUsd, microUsd } from '../units.ts';
import type { WayOut } from './budget.ts';
import { NOTHING_HELD } from './nothing-held.ts';
import type { Held, Plan } from './plan.ts';
import { planRender } from './plan-render.ts';
import type { PlanInput } from './planning.ts';

const anyFilm = fc
  .array(
    fc.record({
      words: fc.constantFrom('a', 'b', 'c', 'd'),
      routes: fc.constantFrom([PAPER], [PAPER], [INK], [PAPER, INK], [{ provider: 'chalk', model: 'chalk' }]),
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

const SOME_SHOTS = ['s1', 's2', 's3', 's4', 's5'];

test('a way out that fits is allowed when it is taken, and one that does not is refused', () => {
  fc.assert(
    fc.property(anyInput, fc.option(fc.subarray(SOME_SHOTS)), (film, some) => {
      const input = some === null ? film : { ...film, only: new Set(['s0', ...some]) };
      const { budget } = planRender(input).plan;
      if (budget.allowed) return;
      for (const way of budget.waysOut) {
        const { plan } = planRender(taking(way, input));
        expect({ way, allowed: plan.budget.allowed }).toEqual({ way, allowed: way.fits });
        expect(plan.film.frames).toBeGreaterThan(0);
      }
    }),
    { numRuns: 300 },
  );
});

test('trimming leaves a film, and no shot out for which there is room', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const { plan, storyboard } = planRender(withPolicy(input, 'trim'));
      if (!plan.budget.allowed) return;
      expect(plan.film.frames).toBeGreaterThan(0);
      const kept = new Set(storyboard.shots.map(({ id }) => id));
      const written = input.storyboard.shots;
      for (const shot of written) {
        const continued = shot.continues?.shot;
        if (kept.has(shot.id) || (continued !== undefined && !kept.has(continued))) continue;
        const shots = written.filter(({ id }) => kept.has(id) || id === shot.id);
        const more = planRender({ ...input, storyboard: { ...input.storyboard, shots } });
        expect({ shot: shot.id, allowed: more.plan.budget.allowed }).toEqual({
          shot: shot.id,
          allowed: false,
        });
      }
      const dropped = new Map(written.map((shot) => [shot.id, shot.continues?.shot]));
      for (const adjustment of plan.adjustments) {
        if (adjustment.kind !== 'drop') continue;
        const continued = dropped.get(adjustment.shot);
        const because = continued === undefined || kept.has(continued) ? undefined : continued;
        expect(adjustment.because).toBe(because);
      }
    }),
    { numRuns: 300 },
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

function withPolicy(input: PlanInput, onExceed: ResolvedStoryboard['budget']['onExceed']): PlanInput {
  const { storyboard } = input;
  return { ...input, storyboard: { ...storyboard, budget: { ...storyboard.budget, onExceed } } };
}

/** What a person does who takes a way out. */
function taking(way: WayOut, input: PlanInput): PlanInput {
  if (way.kind === 'drop') return { ...input, only: new Set(way.only) };
  const changed = (shot: ResolvedShot): ResolvedShot => {
    if (!way.shots.includes(shot.id)) return shot;
    switch (way.kind) {
      case 'resolution':
        return { ...shot, resolution: way.to };
      case 'takes':
        return { ...shot, takes: 1 };
      case 'provider':
        return { ...shot, routes: [way.provider === 'ink' ? INK : PAPER] };
    }
  };
  const { storyboard } = input;
  return { ...input, storyboard: { ...storyboard, shots: storyboard.shots.map(changed) } };
}

/** A ledger that holds some shots whole, in the state that `made` says. */
function heldLike(input: PlanInput, made: readonly string[]): Held {
  const { takes } = planRender({ ...input, held: NOTHING_HELD }).plan;
  const of = (state: string) =>
    takes.filter(({ shot }) => made[Number(shot.slice(1))] === state).map(({ fingerprint }) => fingerprint);
  return {
    ...heldTakes(of('held')),
    inFlight: new Map(of('running').map((one) => [one, heldJob({ job: `${one}.1` })])),
    inDoubt: new Map(of('doubtful').map((one) => [one, heldDoubt(0.3, { job: `${one}.1` })])),
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
