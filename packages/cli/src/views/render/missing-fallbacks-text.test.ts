import { type PlannedTake, StoryboardError } from '@storyboard/core';
import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { missingFallbacksText } from './missing-fallbacks-text.ts';

const take = (action: PlannedTake['action'], ...providers: readonly string[]): PlannedTake =>
  ({ action, routes: providers.map((provider) => ({ provider })) }) as unknown as PlannedTake;
const unavailable = new Map([
  ['mill', new StoryboardError('key-missing', 'MILL_KEY is not set.')],
  ['loom', new StoryboardError('key-missing', 'LOOM_KEY is not set.')],
]);

test('a fallback that cannot be used is said once, whatever number of takes could need it', () => {
  const takes = [take('generate', 'house', 'mill'), take('generate', 'house', 'mill', 'free')];
  expect(missingFallbacksText({ takes }, unavailable, plainLook(80))).toBe(
    'warning: mill is no way out of a failure here. MILL_KEY is not set.\n',
  );
});

test('of first choices, and of takes that are not submitted, nothing is said', () => {
  const takes = [take('generate', 'loom'), take('reuse', 'house', 'mill'), take('resume', 'house', 'mill')];
  expect(missingFallbacksText({ takes }, unavailable, plainLook(80))).toBe('');
});
