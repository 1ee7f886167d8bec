import { expect, test } from 'vitest';
import { EXAMPLE_CATALOGUE } from '../example/example-catalogue.ts';
import { exampleShot } from '../example/example-storyboard.ts';
import { frameRate, microUsd } from '../units.ts';
import type { Cost } from './cost.ts';
import { labelDigest, labelFor } from './label.ts';

const from = { source: 'a page', asOf: '2026-11-22', estimated: true };
const priced = (amount: number): Cost => ({ known: true, amount: microUsd(amount), from, detail: '' });

test('a label says what is shown, by which model and for how much, and nothing of money where none is due', () => {
  const shot = exampleShot('meet', { prompt: '@mona waits.', caption: 'Night' });
  const label = { shot: 'meet', prompt: '@mona waits.', caption: 'Night', model: 'Paper One' };
  expect(labelFor(shot, EXAMPLE_CATALOGUE, priced(425_000))).toEqual({ ...label, cost: '~$0.425' });
  expect(labelFor(shot, EXAMPLE_CATALOGUE, { known: false, reason: 'x' })).toEqual({
    ...label,
    cost: 'unknown',
  });
  expect(labelFor(shot, EXAMPLE_CATALOGUE, priced(0))).toEqual({ ...label, cost: '' });
  expect(labelFor(shot, EXAMPLE_CATALOGUE)).toEqual({ ...label, cost: '' });
});

test('whatever a drawing would show differently changes the digest of its label', () => {
  const label = labelFor(exampleShot('meet'), EXAMPLE_CATALOGUE, priced(1));
  const target = { size: { width: 1280, height: 720 }, frameRate: frameRate(24), frames: 120 };
  const digest = (...args: [typeof label, typeof target]) => labelDigest(...args, (text) => text);
  const digests = [
    digest(label, target),
    ...(['shot', 'prompt', 'caption', 'cost', 'model'] as const).map((field) =>
      digest({ ...label, [field]: 'other' }, target),
    ),
    digest(label, { ...target, frames: 121 }),
    digest(label, { ...target, frameRate: frameRate(25) }),
    digest(label, { ...target, size: { width: 1280, height: 721 } }),
  ];
  expect(new Set(digests).size).toBe(digests.length);
});
