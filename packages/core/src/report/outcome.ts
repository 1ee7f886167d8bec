import type { Cost } from '../plan/cost.ts';
import type { Digest, Fingerprint } from '../plan/plan.ts';
import type { Failure } from '../provider/operation.ts';

/** How one take of a plan ended; a failed one never hides another. */
export type Outcome = { readonly id: string; readonly shot: string; readonly take: number } & (
  | {
      readonly status: 'succeeded';
      readonly artifact: Digest;
      readonly fingerprint: Fingerprint;
      readonly provider: string;
      readonly reused: boolean;
      readonly cost: Cost | undefined;
    }
  | { readonly status: 'failed'; readonly failure: Failure; readonly provider: string }
  /** Not tried, because the take it goes on from is not there. */
  | { readonly status: 'blocked'; readonly by: string }
  /** Submitted, or about to be, when the run was stopped. */
  | { readonly status: 'pending' }
  /** Left out by `--only`. */
  | { readonly status: 'left-out' }
);
