import { type Ceiling, StoryboardError } from '@storyboard/core';
import type { MicroUsd } from '@storyboard/core/units';
import { parseUsd, usdProblem } from '../arguments/parse-usd.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * The limits that the command line and the environment add to the storyboard's own.
 *
 * @throws StoryboardError `usage` where `STORYBOARD_BUDGET` is empty or no amount: a cap that cannot be read must not be passed over
 */
export function readCeilings(
  budget: MicroUsd | undefined,
  { environment }: Pick<Terminal, 'environment'>,
): readonly Ceiling[] {
  const written = environment['STORYBOARD_BUDGET'];
  const ceilings: Ceiling[] = [];
  if (budget !== undefined) ceilings.push({ amount: budget, source: '--budget' });
  if (written === undefined) return ceilings;
  // A workflow whose variable is not set passes on an empty one; that must not lift the cap without a word.
  if (written.trim() === '') {
    throw new StoryboardError(
      'usage',
      'STORYBOARD_BUDGET is set but empty, so the cap on spending is unknown.',
      {
        hint: 'Write dollars, such as STORYBOARD_BUDGET=2.50, or take the variable away.',
      },
    );
  }
  const amount = parseUsd(written);
  if (amount === undefined) {
    throw new StoryboardError(
      'usage',
      `STORYBOARD_BUDGET is ${JSON.stringify(written)}, which is no amount of dollars. ${usdProblem(written)}`,
    );
  }
  return [...ceilings, { amount, source: 'STORYBOARD_BUDGET' }];
}
