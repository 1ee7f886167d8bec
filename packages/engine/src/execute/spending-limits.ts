import { type Ceiling, type MicroUsd, microUsd, type ResolvedStoryboard } from '@storyboard/core';
import type { SpendingLimits } from '../ledger/ledger.ts';

/** What the guard holds every submission to: the smallest of the limits of one render, and the film's total. */
export function spendingLimits(
  { limit, total }: ResolvedStoryboard['budget'],
  ceilings: readonly Ceiling[],
): SpendingLimits {
  const amounts: readonly MicroUsd[] = [
    ...(limit === undefined ? [] : [limit]),
    ...ceilings.map(({ amount }) => amount),
  ];
  return { render: amounts.length === 0 ? undefined : microUsd(Math.min(...amounts)), total };
}
