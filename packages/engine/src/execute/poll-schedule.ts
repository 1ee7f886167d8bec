/** Where nothing was learnt about a model, each wait is this part of how long the job has been running. */
const PART_OF_ELAPSED = 0.15;

/** Where it was: a question just before the fastest job ended, then at steps that are a small part of the usual. */
const EARLY = 0.95;
const PART_OF_TYPICAL = 0.03;
const SHORTEST_MS = 100;

const LONGEST_MS = 15_000;

/** Before a job can plausibly be done nobody asks, but a machine that slept has learnt nonsense. */
const LONGEST_FIRST_MS = 300_000;

/** Fewer jobs than this say nothing. */
const ENOUGH_JOBS = 3;

/**
 * How long to wait before the next question about a job: few questions, and little lag between its end and our knowing.
 * Never more than fifteen seconds, and five minutes before the fastest job that was learnt of could be done, whatever the
 * clock and the ledger say.
 *
 * @param elapsedMs since it was submitted
 * @param firstMs the first wait where nothing was learnt
 * @param durations seconds that jobs of its model took, as the ledger learnt them
 */
export function pollDelayMs(elapsedMs: number, firstMs: number, durations: readonly number[]): number {
  const growing = clamp(elapsedMs * PART_OF_ELAPSED, firstMs);
  if (durations.length < ENOUGH_JOBS) return growing;
  const sorted = durations.toSorted((a, b) => a - b);
  const fastest = (sorted[0] ?? 0) * 1000 * EARLY;
  const typical = (sorted[sorted.length >> 1] ?? 0) * 1000;
  const slowest = (sorted.at(-1) ?? 0) * 1000;
  if (elapsedMs < fastest) return clamp(fastest - elapsedMs, SHORTEST_MS, LONGEST_FIRST_MS);
  const step = clamp(typical * PART_OF_TYPICAL, SHORTEST_MS);
  // Later than any before: it may take for ever, so the questions thin out from there.
  return elapsedMs <= slowest ? step : clamp((elapsedMs - slowest) * PART_OF_ELAPSED, step);
}

function clamp(milliseconds: number, shortest: number, longest = LONGEST_MS): number {
  return Math.min(longest, Math.max(shortest, Number.isNaN(milliseconds) ? LONGEST_MS : milliseconds));
}
