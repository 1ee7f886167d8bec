const FIRST_MS = 1000;
const LONGEST_MS = 10_000;
const GROWTH = 1.5;

/** How long to wait after the `polls`-th answer that said pending, counted from 1: short at first, never above ten seconds. */
export function pollDelayMs(polls: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * GROWTH ** (polls - 1));
}
