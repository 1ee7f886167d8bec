import { setTimeout as wait } from 'node:timers/promises';
import type { CallOptions } from '@storyboard/core';

/** Time as the engine sees it. */
export type Clock = {
  /** Milliseconds since 1970: for what is shown and written down. It may jump. */
  readonly now: () => number;
  /** Milliseconds since some instant, which only go forward: for waiting. */
  readonly ticks: () => number;
  /** Waits; ends at once, by throwing, when the signal is given. */
  readonly sleep: (milliseconds: number, options?: CallOptions) => Promise<void>;
};

/** The machine's own clock. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  sleep: async (milliseconds, options = {}) => {
    await wait(milliseconds, undefined, options.signal === undefined ? {} : { signal: options.signal });
  },
};
