import type { Digest, Fingerprint } from '../plan/plan.ts';
import type { MicroUsd } from '../units.ts';

/** The take of one shot that is in the film, so that anyone can make the same film again. */
export type LockedShot = {
  /** Counted from 1. */
  readonly take: number;
  readonly fingerprint: Fingerprint;
  /** Of its footage. */
  readonly sha256: Digest;
  readonly provider: string;
  /** Where the provider was asked for it, such as a simulator; absent: where it always is. */
  readonly origin?: string;
  readonly model: string;
  /** The service's own id of the job; absent for a drawing. */
  readonly job?: string;
  readonly seed?: number;
  /** What it cost; absent where nobody knows. */
  readonly cost?: MicroUsd;
  /** The day it was made, `YYYY-MM-DD`. */
  readonly made: string;
};

/** The takes that are in a film, by shot. */
export type LockFile = { readonly shots: ReadonlyMap<string, LockedShot> };

/** The largest lock file that is read, in characters; ten thousand shots need a quarter of it. */
export const MAX_LOCK_LENGTH = 16 * 1024 * 1024;
