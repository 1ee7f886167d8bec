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
      /** What it newly cost: what the service says it charged, else its price; absent for what is reused. */
      readonly cost: Cost | undefined;
    }
  | {
      readonly status: 'failed';
      readonly failure: Failure;
      readonly provider: string;
      /** What it cost all the same; absent where nothing is known to have been charged. */
      readonly cost?: Cost;
      /** The service's own id of the job, where that is paid for and not over: the next render goes on with it. */
      readonly job?: string;
    }
  /** Perhaps paid: nobody knows whether the service took the job, or its footage is lost. A person decides. */
  | { readonly status: 'in-doubt'; readonly provider: string; readonly reason: string; readonly cost: Cost }
  /** Not submitted, and nothing was paid: the budget does not allow it any more, or its provider takes no jobs. */
  | { readonly status: 'held-back'; readonly provider: string; readonly reason: string }
  /** Not tried, because the take it goes on from is not there. */
  | { readonly status: 'blocked'; readonly by: string }
  /** Submitted, or about to be, when the run was stopped. */
  | { readonly status: 'pending' }
  /** Left out by `--only`. */
  | { readonly status: 'left-out' }
);
