import type { Clock } from '../clock.ts';

/** Keeps calls apart, whoever makes them. */
export type RateLimit = {
  /** Waits until the next call may be made, in the order of asking; throws once the run is stopped. */
  readonly wait: () => Promise<void>;
  /** Lets no call through for so long, those that wait already included. */
  readonly pause: (milliseconds: number) => void;
  /** Whether calls wait. */
  readonly isWaitedFor: () => boolean;
};

/** How late a timer may be without slowing the rate. */
const LATE_MS = 50;

/** So many calls a second, evenly, and none made up for where nobody waited. */
export function createRateLimit(
  perSecond: number,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): RateLimit {
  let next = 0;
  let waiting: PromiseWithResolvers<void>[] = [];
  const admit = (lateMs: number) => {
    const now = clock.ticks();
    if (now < next) return false;
    next = Math.max(next, now - lateMs) + 1000 / perSecond;
    return true;
  };
  // One timer for all of them: thousands that listen to one signal cost more than the calls themselves.
  const letThrough = async () => {
    while (waiting.length > 0) {
      let admitted = 0;
      while (admitted < waiting.length && admit(LATE_MS)) {
        waiting[admitted]?.resolve();
        admitted += 1;
      }
      waiting = waiting.slice(admitted);
      if (waiting.length > 0) await clock.sleep(Math.max(0, next - clock.ticks()), { signal });
    }
  };
  return {
    wait: async () => {
      if (waiting.length === 0 && admit(0)) return;
      const turn = Promise.withResolvers<void>();
      waiting.push(turn);
      if (waiting.length === 1) {
        letThrough().catch((error: unknown) => {
          const stopped = waiting;
          waiting = [];
          for (const { reject } of stopped) reject(error);
        });
      }
      await turn.promise;
    },
    pause: (milliseconds) => {
      next = Math.max(next, clock.ticks() + milliseconds);
    },
    isWaitedFor: () => waiting.length > 0,
  };
}
