/** Plain JSON: what survives a crash. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The provider's handle to a running job; whatever it needs to find the job again from another process. */
export type Operation = Json;

/** A finished job's footage as the provider names it; handed back to its `download`. */
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
export type Failure = { readonly kind: FailureKind; readonly message: string };

/** How a job stands. */
export type OperationStatus =
  | { readonly status: 'pending' }
  | { readonly status: 'succeeded'; readonly footage: Footage }
  | { readonly status: 'failed'; readonly failure: Failure };
