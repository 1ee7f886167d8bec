import { fromUsd, type MicroUsd, microUsd } from '@storyboard/core';

/**
 * The most that one job counts. No clip costs anywhere near it, every sensible limit is passed by it, and the sum of
 * thousands of such jobs is still a whole number of micro-dollars.
 */
export const MOST_CHARGED: MicroUsd = fromUsd(1_000_000);

/**
 * What counts of a charge that a service stated: whatever it says must never keep the ledger from being read, nor count
 * less than it says for being absurd. Absent for what is no amount at all.
 */
export function countedCharge(stated: unknown): MicroUsd | undefined {
  if (typeof stated !== 'number' || !(stated >= 0)) return undefined;
  if (stated >= MOST_CHARGED) return MOST_CHARGED;
  return Number.isSafeInteger(stated) ? microUsd(stated) : undefined;
}
