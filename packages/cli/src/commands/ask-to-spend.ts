import { type Plan, StoryboardError } from '@storyboard/core';
import { formatUsd } from '@storyboard/core/units';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import type { Terminal } from '../terminal/terminal.ts';
import { commandText } from '../views/command-text.ts';
import { planText } from '../views/plan/plan-text.ts';
import { count } from '../views/words.ts';

/**
 * Shows what a plan would cost and asks whether to spend it; only a plain yes is one.
 *
 * @throws StoryboardError `usage` where there is nobody to ask; the signal's reason
 */
export async function askToSpend(
  plan: Plan,
  file: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<boolean> {
  const { amount, unknown } = plan.total;
  const more = unknown === 0 ? '' : ` and whatever ${count(unknown, 'take')} of unknown price come to`;
  const sum = `${formatUsd(amount)}${more}`;
  if (!terminal.interactive()) {
    throw new StoryboardError(
      'usage',
      `This render would spend ${sum}; without a terminal to ask on, it needs --yes.`,
      {
        hint: `Nothing was submitted. To spend it:\n\n  ${commandText([...terminal.words, '--yes'])}`,
      },
    );
  }
  const shots = [...new Set(plan.takes.map(({ shot }) => shot))];
  const page = planText(plan, CATALOGUE, { file, shots, placeOf: () => undefined }, terminal.notes);
  terminal.note(`${page}\n${terminal.notes.paint('bold', `Spend ${sum}?`)} [y/N] `);
  const answer = await terminal.readLine(signal);
  return answer !== undefined && /^y(es)?$/i.test(answer.trim());
}
