import type { Plan } from '@storyboard/core';
import { fromUsd } from '@storyboard/core/units';
import { expect, test } from 'vitest';
import { paperTerminal } from '../testing/paper-terminal.ts';
import { askToSpend } from './ask-to-spend.ts';

const PLAN: Plan = {
  format: 1,
  storyboard: { path: 'film.yaml', title: 'Film' },
  takes: [],
  strays: [],
  film: { frames: 24, seconds: 1 },
  total: { amount: fromUsd(1.25), unknown: 1 },
  budget: { allowed: true, ceiling: undefined, committed: fromUsd(1.25) },
  adjustments: [],
  schedule: { criticalPath: [], expectedSeconds: undefined },
};
const { signal } = new AbortController();

test.each([
  ['y', true],
  ['Yes', true],
  [' yes ', true],
  ['n', false],
  ['', false],
  ['yes please', false],
  [undefined, false],
])('the answer %j means %s', async (answer, agreed) => {
  const terminal = paperTerminal({ interactive: () => true, readLine: async () => answer });
  expect(await askToSpend(PLAN, 'film.yaml', terminal, signal)).toBe(agreed);
  expect(terminal.written.stdout).toBe('');
  expect(terminal.written.stderr).toMatch(
    /Spend \$1\.25 and whatever 1 take of unknown price come to\? \[y\/N\] $/,
  );
});

test('where nobody can be asked, the way on is a command to copy', async () => {
  const terminal = paperTerminal({ words: ['render', 'my film.yaml'] });
  await expect(askToSpend(PLAN, 'my film.yaml', terminal, signal)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('This render would spend $1.25'),
    hint: "Nothing was submitted. To spend it:\n\n  storyboard render 'my film.yaml' --yes",
  });
});

test('Ctrl-C at the question is no answer', async () => {
  const controller = new AbortController();
  const terminal = paperTerminal({
    interactive: () => true,
    readLine: async (given) => {
      controller.abort(new Error('stopped'));
      given.throwIfAborted();
      return 'y';
    },
  });
  await expect(askToSpend(PLAN, 'film.yaml', terminal, controller.signal)).rejects.toThrow('stopped');
});
