import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { drawnOverText } from './drawn-over-text.ts';

test('a film of drawings in place of locked takes says so, and how to have it of those again', () => {
  expect(drawnOverText([], 'film.yaml', plainLook(80))).toBe('');
  expect(drawnOverText(['one', 'two'], 'film.yaml', plainLook(80))).toBe(`
warning: Of one and two, drawings stand for the takes that the lock file keeps.
To put the film together of the locked takes again:

  storyboard render film.yaml

`);
});
