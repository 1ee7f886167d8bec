import type { MicroUsd } from '../units.ts';

/** Plain JSON: what survives a crash. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The provider's handle to a running job; whatever it needs to find the job again from another process. `job` is the
 * service's own id of it, as its users know it; nothing secret is in it.
 */
export type Operation = { readonly job: string; readonly [key: string]: Json };

/**
 * A finished job's footage as the provider names it; handed back to its `download`. It may hold a signed address, so it
 * is never written down.
 */
export type Footage = Json;

/** Why a job failed, by what can be done about it. */
export type FailureKind =
  | 'moderation'
  | 'invalid-input'
  | 'quota'
  | 'balance'
  | 'auth'
  | 'transient'
  | 'expired'
  | 'unknown';

/** A job's failure: its kind, and the provider's own words with control characters removed. */
export type Failure = {
  readonly kind: FailureKind;
  readonly message: string;
  /** Absolute path of footage that came all the same, and is not what was asked for. */
  readonly file?: string;
};

/**
 * How a service answered a submission. A refusal is certain: no job was started and nothing is charged. Whatever
 * `submit` throws instead leaves the submission in doubt.
 *
 * `charged`: what the service says it takes for the job; absent where it does not say. `retryAfterMs`: how long it asks
 * to wait before the next submission.
 */
export type Submitted =
  | { readonly status: 'accepted'; readonly operation: Operation; readonly charged?: MicroUsd }
  | { readonly status: 'refused'; readonly failure: Failure; readonly retryAfterMs?: number };

/** How a job stands. `charged`: what the service took for it in the end, zero for a refund; absent where it does not say. */
export type OperationStatus =
  | { readonly status: 'pending' }
  | { readonly status: 'succeeded'; readonly footage: Footage; readonly charged?: MicroUsd }
  | { readonly status: 'failed'; readonly failure: Failure; readonly charged?: MicroUsd };
