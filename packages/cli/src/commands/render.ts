import { StoryboardError } from '@storyboard/core';
import type { MicroUsd } from '@storyboard/core/units';
import * as engine from '@storyboard/engine';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { askToSpend } from './ask-to-spend.ts';
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
