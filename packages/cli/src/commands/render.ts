import type { MicroUsd } from '@storyboard/core/units';
import * as engine from '@storyboard/engine';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import type { ExitCode } from '../exit-codes.ts';
import { priceLists } from '../settings/price-lists.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { standInsText } from '../views/plan/stand-ins-text.ts';
import { missingFallbacksText } from '../views/render/missing-fallbacks-text.ts';
import { askToSpend } from './ask-to-spend.ts';
import { type CarryOutFlags, carryOut } from './carry-out.ts';
import { readCeilings } from './ceilings.ts';
import { checkProvider } from './check-provider.ts';
import { openPlan, wordsAfter } from './open-plan.ts';

/** The flags of `render`. */
export type RenderFlags = CarryOutFlags & {
  readonly budget?: MicroUsd;
  readonly yes?: true;
  readonly only?: readonly string[];
  readonly provider?: string;
  readonly allowUnpriced?: true;
  readonly frozen?: true;
};

/** `storyboard render`: carries the plan out and assembles the film. Asks before it spends. */
export async function render(terminal: Terminal, flags: RenderFlags, file: string): Promise<ExitCode> {
  const saved = file.endsWith('.json') ? openPlan(file, flags) : undefined;
  const storyboard = saved?.storyboardFile ?? file;
  const goOn = saved === undefined ? terminal.words : wordsAfter(saved, terminal.words);
  const provider = checkProvider(flags.provider, CATALOGUE);
  const ceilings = readCeilings(flags.budget, terminal);
  return carryOut(terminal, flags, { storyboard, goOn }, (options) => {
    const warn = (plan: Parameters<typeof missingFallbacksText>[0]): void => {
      if (flags.json !== true) {
        terminal.note(missingFallbacksText(plan, options.unavailable, terminal.notes));
      }
    };
    if (saved !== undefined) warn(saved.saved.plan);
    return engine.render({
      ...options,
      priceLists: priceLists(options.catalogue, terminal.environment, async (id, asked) =>
        (await import('./read-prices.ts')).readPrices(id, asked),
      ),
      ceilings,
      allowUnpriced: flags.allowUnpriced === true,
      frozen: flags.frozen === true,
      ...(saved === undefined ? {} : { savedPlan: saved }),
      ...(provider === undefined ? {} : { provider }),
      ...(flags.only === undefined ? {} : { only: flags.only }),
      onPlan: (plan) => {
        const { origins } = options;
        terminal.note(standInsText(plan, { file: storyboard, origins }, terminal.notes));
      },
      approve: async (plan) => {
        warn(plan);
        return flags.yes === true || askToSpend(plan, storyboard, terminal, options.signal);
      },
    });
  });
}
