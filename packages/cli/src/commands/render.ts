import { type Plan, StoryboardError } from '@storyboard/core';
import { formatUsd, type MicroUsd } from '@storyboard/core/units';
import * as engine from '@storyboard/engine';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { commandText } from '../views/command-text.ts';
import { planText } from '../views/plan/plan-text.ts';
import { count } from '../views/words.ts';
import { type CarryOutFlags, carryOut } from './carry-out.ts';
import { readCeilings } from './ceilings.ts';
import { checkProvider } from './check-provider.ts';

/** The flags of `render`. */
export type RenderFlags = CarryOutFlags & {
  readonly budget?: MicroUsd;
  readonly yes?: true;
  readonly only?: readonly string[];
  readonly provider?: string;
  readonly allowUnpriced?: true;
};

/** `storyboard render`: carries the plan out and assembles the film. Asks before it spends. */
export async function render(terminal: Terminal, flags: RenderFlags, file: string): Promise<ExitCode> {
  if (file.endsWith('.json')) {
    throw new StoryboardError('usage', 'Saved plans are carried out by a later version of storyboard.', {
      hint: 'Render the storyboard itself: storyboard render film.yaml',
    });
  }
  const provider = checkProvider(flags.provider, CATALOGUE);
  const ceilings = readCeilings(flags.budget, terminal);
  return carryOut(terminal, flags, file, (options) =>
    engine.render({
      ...options,
      ceilings,
      allowUnpriced: flags.allowUnpriced === true,
      ...(provider === undefined ? {} : { provider }),
      ...(flags.only === undefined ? {} : { only: flags.only }),
      approve: async (plan) => flags.yes === true || askToSpend(plan, file, terminal, options.signal),
    }),
  );
}

/** @throws StoryboardError `usage` where there is nobody to ask */
async function askToSpend(
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
  const page = planText(plan, CATALOGUE, { file, shots, placeOfShot: () => undefined }, terminal.notes);
  terminal.note(`${page}\n${terminal.notes.paint('bold', `Spend ${sum}?`)} [y/N] `);
  const answer = await terminal.readLine(signal);
  return answer !== undefined && /^y(es)?$/i.test(answer.trim());
}
