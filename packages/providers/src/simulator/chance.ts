import { createHash } from 'node:crypto';

/**
 * A number from 0 to below 1 that the seed and the words decide. Not a sequence: what is drawn for one job does not
 * depend on how many others were there before it, so runs side by side repeat too.
 */
export function chance(seed: number, ...words: readonly (string | number)[]): number {
  return Number.parseInt(mark(seed, ...words).slice(0, 12), 16) / 2 ** 48;
}

/** 64 hexadecimal digits that the seed and the words decide. */
export function mark(seed: number, ...words: readonly (string | number)[]): string {
  return createHash('sha256')
    .update(JSON.stringify([seed, ...words]))
    .digest('hex');
}
