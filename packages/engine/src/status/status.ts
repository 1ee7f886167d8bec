import type { Cost, Digest, Failure, Fingerprint, MicroUsd } from '@storyboard/core';
import type { JobState } from '../ledger/ledger.ts';
import type { PlannedStoryboard } from '../plan/plan-storyboard.ts';

/** One attempt to have a take made for money, as a person looks at it. */
export type JobStatus = {
  /** The ledger's name of the job. */
  readonly job: string;
  /** The service's own id of it; absent where none is known. */
  readonly serviceJob: string | undefined;
  readonly submissionId: string;
  /** `<shot>/<take>` as the shot was called when the job was submitted. */
  readonly id: string;
  readonly shot: string;
  readonly take: number;
  readonly provider: string;
  /** Where the provider was asked, such as a simulator; absent: where it always is. */
  readonly origin: string | undefined;
  readonly model: string;
  /** When it was submitted, ISO 8601. */
  readonly at: string;
  readonly state: JobState['state'];
  /** Why it is in doubt, or its footage lost. */
  readonly reason: string | undefined;
  /** Why it was refused or failed. */
  readonly failure: Failure | undefined;
  /** As it was planned. */
  readonly price: Cost;
  /** What the service says it charged; absent while it has not said. */
  readonly charged: MicroUsd | undefined;
  /** What it counts against budgets now. */
  readonly counted: MicroUsd;
  /** Absolute path of its footage, where it is in the store. */
  readonly file: string | undefined;
  /** Whether the service itself said that it took it: then nobody can say that nothing was charged. */
  readonly isTaken: boolean;
  /** Whether another run that lives is at work on it. */
  readonly isAtWork: boolean;
};

/**
 * Where a take stands.
 *
 * - `made`: its footage is in the store.
 * - `in-flight`: paid for, and not in the store yet.
 * - `in-doubt`: perhaps paid, or paid and lost; a person decides.
 * - `failed`: the last try came to nothing; the next render tries again.
 * - `not-made`: nothing was tried.
 */
export type TakeState = 'made' | 'in-flight' | 'in-doubt' | 'failed' | 'not-made';

/** One take of the storyboard, with what became of it. */
export type TakeStatus = {
  /** `<shot>/<number>`. */
  readonly id: string;
  readonly shot: string;
  /** Counted from 1. */
  readonly take: number;
  /** Whether it is the one of its shot that goes into the film. */
  readonly picked: boolean;
  readonly state: TakeState;
  /** In a few plain words. */
  readonly why: string;
  /** The one that made it, failed to as the last one, or would be asked first. */
  readonly provider: string;
  readonly model: string;
  readonly fingerprint: Fingerprint;
  /** Its footage, where it is in the store. */
  readonly footage:
    | {
        readonly artifact: Digest;
        readonly file: string;
        readonly sizeBytes: number;
        /** ISO 8601, or a day where only the lock file says it. */
        readonly made: string | undefined;
        /** Where its provider was asked for it, such as a simulator; absent: where it always is. */
        readonly origin: string | undefined;
        /** What it cost, by the ledger or else the lock file; 0 for a drawing, absent where nobody knows. */
        readonly cost: MicroUsd | undefined;
      }
    | undefined;
  /** The last attempt at it; absent for a drawing and where nothing was tried. */
  readonly job: JobStatus | undefined;
  /** What it would cost to make; absent where nothing needs to be paid any more. */
  readonly price: Cost | undefined;
};

/** What a film has cost and may cost, by the ledger. */
export type SpendingStatus = {
  /** Everything that counts as paid, jobs in flight included; without what is in doubt. */
  readonly spent: MicroUsd;
  /** The part of it that jobs in flight have reserved or were charged. */
  readonly inFlight: MicroUsd;
  /** What is perhaps paid, or paid and lost. */
  readonly inDoubt: MicroUsd;
  /** What the takes that are not made yet would cost at most. */
  readonly toMake: MicroUsd;
  /** How many of those have no known price. */
  readonly unpriced: number;
  /** Most that one render may commit; absent where nothing limits. */
  readonly limit: MicroUsd | undefined;
  /** Most that the film may cost over its whole life; absent where nothing limits. */
  readonly total: MicroUsd | undefined;
};

/** Everything that the ledger knows of a storyboard. */
export type StoryboardStatus = {
  readonly storyboard: { readonly path: string; readonly title: string };
  /** Absolute path of the store, whether or not it is there. */
  readonly storeFolder: string;
  /** In the order of the film; the takes of one shot beside each other. */
  readonly takes: readonly TakeStatus[];
  /** Jobs of this storyboard that are not the last one of any of its takes: earlier tries, shots changed or removed since. */
  readonly otherJobs: readonly JobStatus[];
  /** Jobs of this storyboard that a person has to decide about, oldest first. */
  readonly undecided: readonly JobStatus[];
  readonly spending: SpendingStatus;
};

/** The status of a storyboard, or what is wrong with it; warnings travel with both. */
export type ReadStatus = Pick<PlannedStoryboard, 'project' | 'texts' | 'diagnostics'> &
  ({ readonly ok: true; readonly status: StoryboardStatus } | { readonly ok: false });

/** What a person decides about a job: which one of the service's it is, that nothing was charged, or to pay again. */
export type Choice =
  | { readonly decision: 'adopt' /** The service's own id. */; readonly job: string }
  | { readonly decision: 'abandon' }
  | { readonly decision: 'pay-again' };
