import { formatUsd } from '../units.ts';
import type { Cost } from './cost.ts';

/** A cost in one short word: `$0.425`, `~$0.525` for an estimate, `free`, or `unknown`. */
export function costText(cost: Cost): string {
  if (!cost.known) return 'unknown';
  if (cost.amount === 0) return 'free';
  return `${cost.from.estimated ? '~' : ''}${formatUsd(cost.amount)}`;
}
