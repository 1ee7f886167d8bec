import { expect, test } from 'vitest';
import { wantsColour } from './wants-colour.ts';

test.each([
  { words: [], environment: {}, isTerminal: true, wants: true },
  { words: [], environment: {}, isTerminal: false, wants: false },
  { words: [], environment: { TERM: 'dumb' }, isTerminal: true, wants: false },
  { words: [], environment: { NO_COLOR: '1' }, isTerminal: true, wants: false },
  { words: [], environment: { NO_COLOR: '' }, isTerminal: true, wants: true },
  { words: [], environment: { FORCE_COLOR: '' }, isTerminal: false, wants: true },
  { words: [], environment: { FORCE_COLOR: '3', NO_COLOR: '1' }, isTerminal: false, wants: true },
  { words: [], environment: { FORCE_COLOR: '0' }, isTerminal: true, wants: false },
  { words: ['--no-color'], environment: { FORCE_COLOR: '1' }, isTerminal: true, wants: false },
])('$words $environment on a terminal ($isTerminal): $wants', ({ words, environment, isTerminal, wants }) => {
  expect(wantsColour(words, environment, isTerminal)).toBe(wants);
});
