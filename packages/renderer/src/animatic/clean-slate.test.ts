import { expect, test } from 'vitest';
import { cleanSlate } from './clean-slate.ts';
import type { Slate } from './slate.ts';

const slate: Slate = {
  shot: 'meet',
  prompt: '',
  durationSeconds: 5,
  cost: '',
  model: '',
  references: [],
};

test.each([
  ['lines stay lines', 'Wide shot.\n- dusk\n- rain\n', 'Wide shot.\n- dusk\n- rain'],
  ['paragraphs stay apart', 'One.\n\n\nTwo.', 'One.\n\nTwo.'],
  ['many paragraphs stand close', Array(20).fill('a').join('\n\n'), Array(20).fill('a').join('\n')],
])('of a prompt %s', (_, prompt, shown) => {
  expect(cleanSlate({ ...slate, prompt }).prompt).toBe(shown);
});
