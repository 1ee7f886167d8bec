import type { Stray } from '@storyboard/core';
import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { straysText } from './open-jobs-text.ts';

const gone: Stray = {
  job: 'f.1',
  fingerprint: 'f',
  shot: 'gone',
  take: 1,
  provider: 'loom',
  operation: { job: 'loom-7' },
};

test('a shot that is only left out is not said to be gone from the film', () => {
  const left: Stray = { ...gone, shot: 'night', take: 2, operation: { job: 'loom-8' }, leftOut: true };
  expect(straysText([gone, left], plainLook(80))).toEqual([
    'Paid for earlier, left out of this plan; render fetches and keeps it',
    '  night #2  loom, its job loom-8',
    'Paid for earlier, not in the film any more; render fetches and keeps it',
    '  gone  loom, its job loom-7',
  ]);
  const { operation: _, ...doubtful } = gone;
  expect(straysText([doubtful], plainLook(80))).toEqual([
    'In doubt, perhaps paid, not in this plan; render looks for it where the service can be asked',
    '  gone  loom',
  ]);
  expect(straysText([], plainLook(80))).toEqual([]);
});
