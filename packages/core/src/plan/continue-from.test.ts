import { expect, test } from 'vitest';
import { exampleShot, heldTakes, INK, PAPER, planOf } from '../example/example-storyboard.ts';
import { continueFrom } from './continue-from.ts';
import type { PlannedTake } from './plan.ts';

const plain = (text: string) => text;
const chalk = { provider: 'chalk', model: 'chalk' };
const hd = { resolution: '1080p' } as const;
const base = (routes = [PAPER, INK] as const) => exampleShot('base', { ...hd, routes });
const follower = exampleShot('next', { ...hd, continues: { shot: 'base', use: 'clip' }, takes: 2 });

test('a follower of a take that another provider made is what the next plan makes of it', () => {
  const [first, , second] = planOf([base(), follower]).plan.takes;
  const byInk = first?.routes[1]?.fingerprint ?? '';
  const replanned = planOf([base(), follower], {}, { held: heldTakes([byInk]) }).plan.takes;
  expect(replanned[0]).toMatchObject({ action: 'reuse', provider: 'ink', fingerprint: byInk });
  const route = second?.routes[0];
  if (route === undefined) throw new Error('The follower has no second take.');
  const rebound = continueFrom(route, 2, byInk, plain);
  expect(rebound).toStrictEqual(replanned[2]?.routes[0]);
  expect(rebound.fingerprint).not.toBe(route.fingerprint);
  expect(continueFrom(rebound, 2, first?.fingerprint ?? '', plain)).toStrictEqual(route);
});

test('which provider stands first in a list changes nothing for what goes on from a take that is there', () => {
  const byInk = planOf([base()]).plan.takes[0]?.routes[1]?.fingerprint ?? '';
  const held = heldTakes([byInk]);
  const followers = (takes: readonly PlannedTake[]) => takes.slice(1).map(({ fingerprint }) => fingerprint);
  const one = planOf([base(), follower], {}, { held }).plan.takes;
  const other = planOf([base([INK, PAPER] as never), follower], {}, { held }).plan.takes;
  expect(followers(one)).toEqual(followers(other));
  expect(followers(one)).not.toEqual(followers(planOf([base(), follower]).plan.takes));
});

test('equal drawings stay apart when they go on from other footage', () => {
  const drawn = ['one', 'two'].map((id) =>
    exampleShot(id, {
      ...hd,
      prompt: 'The same.',
      promptParts: [],
      routes: [chalk],
      continues: { shot: 'base', use: 'clip' },
    }),
  );
  const takes = planOf([base(), ...drawn]).plan.takes.slice(1);
  const rebound = takes.map(({ routes }) => continueFrom(routes[0], 1, 'another', plain).fingerprint);
  expect(new Set(rebound).size).toBe(2);
});

test('a route that is not of this take is refused', () => {
  const [, next] = planOf([base(), follower]).plan.takes;
  const route = next?.routes[0];
  if (route === undefined) throw new Error('The follower has no take.');
  expect(() => continueFrom(route, 2, 'another', plain)).toThrow('is not one of take 2');
});
