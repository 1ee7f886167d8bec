import { expect, test } from 'vitest';
import { exampleInput, exampleShot, exampleStoryboard } from '../example/example-storyboard.ts';
import type { Cost } from '../plan/cost.ts';
import { planRender } from '../plan/plan-render.ts';
import { microUsd } from '../units.ts';
import type { Outcome } from './outcome.ts';
import { summarise } from './summarise.ts';

const film = { status: 'none', why: 'stopped' } as const;
const cost: Cost = {
  known: true,
  amount: microUsd(500_000),
  from: { source: 'a page', asOf: '2026-11-22', estimated: false },
  detail: '',
};

test('a report has every take in the order of the film, and counts what was newly paid, and beside it what perhaps was', () => {
  const shots = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => exampleShot(id, { takes: id === 'a' ? 2 : 1 }));
  const storyboard = exampleStoryboard(shots);
  const { plan } = planRender(exampleInput(storyboard, { only: new Set(['a', 'b', 'c', 'd', 'e']) }));
  const made = { status: 'succeeded', artifact: 'x', fingerprint: 'f', provider: 'paper' } as const;
  const a1: Outcome = { id: 'a/1', shot: 'a', take: 1, ...made, reused: false, cost };
  const a2: Outcome = { id: 'a/2', shot: 'a', take: 2, ...made, reused: true, cost: undefined };
  const b1: Outcome = {
    id: 'b/1',
    shot: 'b',
    take: 1,
    ...made,
    reused: false,
    cost: { known: false, reason: '' },
  };
  const c1: Outcome = {
    id: 'c/1',
    shot: 'c',
    take: 1,
    status: 'failed',
    failure: { kind: 'moderation', message: 'no' },
    provider: 'paper',
    cost,
  };
  const d1: Outcome = {
    id: 'd/1',
    shot: 'd',
    take: 1,
    status: 'in-doubt',
    provider: 'paper',
    reason: '',
    cost,
  };
  expect(summarise({ storyboard, plan, outcomes: [d1, c1, b1, a2, a1], film })).toStrictEqual({
    storyboard: 'film.yaml',
    title: 'Example',
    outcomes: [
      a1,
      a2,
      b1,
      c1,
      d1,
      { id: 'e/1', shot: 'e', take: 1, status: 'pending' },
      { id: 'f/1', shot: 'f', take: 1, status: 'left-out' },
    ],
    spent: 1_000_000,
    inDoubt: 500_000,
    film,
  });
});
