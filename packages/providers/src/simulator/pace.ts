/** How much a simulated service takes from a key at once; absent figures are no limit. */
export type SimulatorLimits = {
  readonly concurrency?: number;
  readonly submitsPerSecond?: number;
  readonly pollsPerSecond?: number;
  /** Told in `Retry-After` with a refusal; absent: not told. */
  readonly retryAfterSeconds?: number;
  /** ShortAPI only: how it refuses, which is documented nowhere. `status`, the default, is HTTP 429; `code` HTTP 200. */
  readonly manner?: 'status' | 'code';
};

/** Counts what happens within a window of time. */
export type Pace = {
  /** Whether one more is within the limit; counts it if so. */
  admit(now: number): boolean;
};

/** Creates a pace of at most `limit` within `windowMs`; without a limit everything is admitted. */
export function createPace(limit: number | undefined, windowMs: number): Pace {
  let recent: number[] = [];
  return {
    admit(now) {
      if (limit === undefined) return true;
      recent = recent.filter((time) => time > now - windowMs);
      if (recent.length >= limit) return false;
      recent.push(now);
      return true;
    },
  };
}
