const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** No service is waited for longer than this on its word alone. */
const LONGEST_ASKED_MS = 300_000;

/**
 * How long to wait before a call that came to nothing is made again: anything up to a bound that doubles with every
 * failure (full jitter, so that many jobs do not come back at once), never less than the service asked for.
 *
 * @param failures counted from 1
 * @param random from 0 up to, but not including, 1
 */
export function retryDelayMs(
  failures: number,
  random: () => number,
  retryAfterMs: number | undefined = undefined,
): number {
  const bound = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16));
  return Math.max(Math.round(random() * bound), Math.min(retryAfterMs ?? 0, LONGEST_ASKED_MS));
}
