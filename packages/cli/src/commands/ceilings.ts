import { type Ceiling, StoryboardError } from '@storyboard/core';
import type { MicroUsd } from '@storyboard/core/units';
import { parseUsd } from '../arguments/parse-usd.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * The limits that the command line and the environment add to the storyboard's own.
 *
 * @throws StoryboardError `usage` where `STORYBOARD_BUDGET` is no amount: a cap that cannot be read must not be passed over
 */
export function readCeilings(
  budget: MicroUsd | undefined,
  { environment }: Pick<Terminal, 'environment'>,
): readonly Ceiling[] {
  const written = environment['STORYBOARD_BUDGET'];
  const ceilings: Ceiling[] = [];
  if (budget !== undefined) ceilings.push({ amount: budget, source: '--budget' });
  if (written !== undefined && written.trim() !== '') {
    const amount = parseUsd(written);
    if (amount === undefined) {
      throw new StoryboardError(
        'usage',
        `STORYBOARD_BUDGET is ${JSON.stringify(written)}, which is no amount of dollars.`,
        {
          hint: 'Write dollars, such as STORYBOARD_BUDGET=2.50.',
        },
      );
    }
    ceilings.push({ amount, source: 'STORYBOARD_BUDGET' });
  }
  return ceilings;
}
