import { formatUsd } from '@storyboard/core/units';
import { parseUsd } from '../arguments/parse-usd.ts';
import type { Check } from './check.ts';

/** Whether `STORYBOARD_BUDGET`, where it is set, can be read; a render refuses one that cannot. */
export function checkBudget(written: string | undefined): readonly Check[] {
  if (written === undefined) return [];
  const name = 'STORYBOARD_BUDGET';
  const amount = parseUsd(written);
  return amount === undefined
    ? [
        {
          name,
          status: 'problem',
          found:
            written.trim() === '' ? 'set but empty' : `${JSON.stringify(written)} is no amount of dollars`,
          advice: 'Write dollars, such as 2.50, or take the variable away.',
        },
      ]
    : [{ name, status: 'ok', found: `${formatUsd(amount)} at most in one render` }];
}
