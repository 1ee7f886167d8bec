import type { Clock } from '../clock.ts';

/** Keeps calls apart, whoever makes them. */
export type RateLimit = {
  /** Waits until the next call may be made; throws once the run is stopped. */
  readonly wait: () => Promise<void>;
  /** Lets no call through for so long. */
  readonly pause: (milliseconds: number) => void;
};

/** So many calls a second, evenly; an idle second is not made up for. */
export function createRateLimit(
  perSecond: number,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): RateLimit {
  let next = 0;
  return {
    wait: async () => {
      const now = clock.ticks();
      const due = Math.max(now, next);
      next = due + 1000 / perSecond;
      if (due > now) await clock.sleep(due - now, { signal });
    },
    pause: (milliseconds) => {
      next = Math.max(next, clock.ticks() + milliseconds);
    },
  };
}
