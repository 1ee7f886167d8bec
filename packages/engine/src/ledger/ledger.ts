import type {
  Cost,
  Digest,
  Failure,
  Fingerprint,
  GenerationRequest,
  Held,
  Json,
  MicroUsd,
  Operation,
} from '@storyboard/core';
import type { StepName } from '../jobs/job-port.ts';

/** What is written down before a paid request leaves. */
export type Intent = {
  readonly fingerprint: Fingerprint;
  readonly shot: string;
  readonly take: number;
  readonly provider: string;
  /** Where the provider is asked, such as a simulator on this machine; absent: where it always is. */
  readonly origin?: string | undefined;
  readonly model: string;
  /** Reserved until the service says what it charged; in place of an unknown price, the most that its model cost so far. */
  readonly cost: Cost;
  readonly request: GenerationRequest;
  /** Of the take's other routes: what one of them made, is making or perhaps made counts as if this one had. */
  readonly others?: readonly Fingerprint[];
};

/** What one render may commit, and the film over its whole life; absent where nothing limits. */
export type SpendingLimits = {
  /** Counts what this run newly spent or reserved, and what is in doubt of this film. */
  readonly render: MicroUsd | undefined;
  /** Counts everything that the ledger knows for this film. */
  readonly total: MicroUsd | undefined;
};

/** How the claim on a fingerprint went. Only `claimed` allows one submission. */
export type Claimed =
  | { readonly status: 'claimed'; readonly job: string; readonly submissionId: string }
  /** The take is made already, by this route or another one. */
  | {
      readonly status: 'held';
      readonly artifact: Digest;
      readonly fingerprint: Fingerprint;
      readonly provider: string;
      readonly job: string;
    }
  /** It is paid for and under way; `elsewhere`: another living run is at work on it. Else it is taken up by this one. */
  | {
      readonly status: 'in-flight';
      readonly job: string;
      /** Absent while a living run is sending the request, or looks for the job. */
      readonly operation: Operation | undefined;
      readonly elsewhere: boolean;
    }
  | { readonly status: 'in-doubt'; readonly job: string; readonly reason: string }
  /** The guard: reserving the price would pass a limit. */
  | {
      readonly status: 'over-budget';
      readonly limit: 'render' | 'total';
      readonly ceiling: MicroUsd;
      readonly committed: MicroUsd;
      /** What would have been reserved; absent where nobody knows any figure. */
      readonly reserve: MicroUsd | undefined;
    }
  /** The guard: another job of unknown price has no answer yet; one that is in doubt waits for a person. */
  | { readonly status: 'price-awaited'; readonly job: string; readonly inDoubt: boolean };

/** Where a job stands, worked out from its facts. */
export type JobState =
  /** The intent is durable, nothing more is known: of a run that lives, about to be answered; else in doubt. */
  | { readonly state: 'sending' }
  | { readonly state: 'in-doubt'; readonly reason: string }
  | { readonly state: 'in-flight'; readonly operation: Operation }
  /** The service says that the footage is ready; it is not in the store yet. */
  | { readonly state: 'ready'; readonly operation: Operation }
  /** Certainly not taken; nothing charged. */
  | { readonly state: 'refused'; readonly failure: Failure }
  | { readonly state: 'failed'; readonly failure: Failure }
  /** Paid, and its footage cannot be had. */
  | { readonly state: 'lost'; readonly reason: string }
  | { readonly state: 'stored'; readonly artifact: Digest }
  /** A person decided: nothing was charged, or it counts as paid and may be paid again. */
  | { readonly state: 'abandoned' | 'pay-again' };

/** One attempt to have one take made for money. */
export type LedgerJob = {
  /** `<fingerprint>.<attempt>`, the attempt counted from 1. */
  readonly job: string;
  readonly fingerprint: Fingerprint;
  readonly attempt: number;
  /** UUID, new for every attempt. */
  readonly submissionId: string;
  /** The run that made it. */
  readonly run: string;
  /** The storyboard that it was made for. */
  readonly film: string;
  readonly shot: string;
  readonly take: number;
  readonly provider: string;
  /** Where the provider was asked; absent: where it always is. */
  readonly origin: string | undefined;
  readonly model: string;
  readonly request: GenerationRequest;
  /** As it was planned. */
  readonly price: Cost;
  /** Absent where the price was unknown, and no other job of its model had told one. */
  readonly reserved: MicroUsd | undefined;
  /** What the service says it charged; absent while it has not said. */
  readonly charged: MicroUsd | undefined;
  /** What it counts against budgets now. */
  readonly counted: MicroUsd;
  /** The provider's handle to it; absent where none is known. */
  readonly operation: Operation | undefined;
  /** Whether the service itself said that it took the job; a person may be wrong about it. */
  readonly isTaken: boolean;
  /** The intent's time, ISO 8601. */
  readonly at: string;
  readonly status: JobState;
};

/** A take in the store, as the ledger remembers it; the newest of a fingerprint counts. */
export type LedgerTake = {
  readonly fingerprint: Fingerprint;
  readonly artifact: Digest;
  readonly sizeBytes: number;
  readonly provider: string;
  /** Where the provider was asked for it; absent: where it always is. */
  readonly origin: string | undefined;
  readonly model: string;
  /** The job that it was paid by; absent for a drawing. */
  readonly job: string | undefined;
  /** Digest of the label that a local provider drew on it. */
  readonly drawnAs: Digest | undefined;
  readonly forPreview: boolean;
  /** ISO 8601. */
  readonly made: string;
};

/** A take to be remembered; where its provider was asked is known by its job. */
export type NewTake = Omit<LedgerTake, 'origin'>;

/** The results of a job's steps; each is a fact of the ledger. */
export type StepResult = {
  /** Written by `claim`. */
  readonly intent: { readonly submissionId: string; readonly at: string };
  readonly submit:
    | { readonly status: 'accepted'; readonly operation: Operation; readonly charged?: MicroUsd }
    | { readonly status: 'refused'; readonly failure: Failure; readonly retryAfterMs?: number }
    | { readonly status: 'unknown'; readonly reason: string };
  readonly recover: { readonly operation: Operation };
  readonly end:
    | { readonly status: 'succeeded'; readonly charged?: MicroUsd }
    | { readonly status: 'failed'; readonly failure: Failure; readonly charged?: MicroUsd }
    | { readonly status: 'lost'; readonly reason: string };
  readonly store:
    | { readonly artifact: Digest; readonly sizeBytes: number }
    | { readonly status: 'lost'; readonly reason: string };
};

/** The result of a job's step, to be remembered. */
export type NewStep = { readonly job: string; readonly name: StepName; readonly result: Json };

/** What a person decided about a job in doubt, lost, or never ending. */
export type Decision =
  | { readonly decision: 'adopt'; readonly operation: Operation }
  /** Nothing was charged. */
  | { readonly decision: 'abandon' }
  /** It counts as paid; the take may be paid for again. */
  | { readonly decision: 'pay-again' };

/** What a person saw of a job before deciding about it. */
export type Seen = {
  readonly state: JobState['state'];
  /** The service's own id of it; absent where none was known. */
  readonly serviceJob: string | undefined;
};

/**
 * How a decision was taken.
 *
 * - `changed`: the job is not any more as it was seen; `now` is how it is.
 * - `settled`: the job has come to an end; nothing is to be decided.
 * - `at-work`: another living run is at work on it.
 * - `known`: the job of the service that was to be adopted belongs to another job of the ledger.
 * - `taken`: the service said that it took the job, so nobody can say that nothing was charged.
 */
export type Decided =
  | { readonly status: 'decided' }
  | { readonly status: 'changed'; readonly now: Seen }
  | { readonly status: 'settled'; readonly state: JobState['state'] }
  | { readonly status: 'at-work' }
  | { readonly status: 'taken' }
  | { readonly status: 'known'; readonly job: string };

/**
 * The append-only record of every paid intent and result, open for one run. Whatever a function wrote is durable when it
 * returns. Nothing secret is in it.
 *
 * Every function throws StoryboardError `store-unusable` when the disk does not take it.
 */
export type Ledger = Disposable & {
  /** UUID of this run. As long as its process lives, others see that it lives, and by a lock of the kernel, not by time. */
  readonly run: string;
  /** Sees to it that there is room to write down what becomes of jobs, as every claim does. */
  readonly requireRoom: () => void;
  /** Claims a fingerprint and reserves its price in one transaction: of any number of runs that try, one gets it. */
  readonly claim: (intent: Intent, limits: SpendingLimits) => Claimed;
  /** The remembered result of a job's step. */
  readonly stepOf: (job: string, name: StepName) => Json | undefined;
  /** Remembers the result of a job's step; the first result stays. That of `store` keeps the take too. */
  readonly recordStep: (job: string, name: StepName, result: Json) => void;
  /** Remembers several at once: all of them, or where it throws none. */
  readonly recordSteps: (steps: readonly NewStep[]) => void;
  /**
   * Takes up the work of finding, polling and fetching a job; false where it is settled, or another living run is at it.
   * A claim takes up what it claims.
   */
  readonly takeUp: (job: string) => boolean;
  /**
   * Begins to fetch the footage of a paid job once more, because what was stored of it is gone or damaged, and takes the
   * work up; false where the job has not stored that footage, or no longer.
   */
  readonly fetchAgain: (job: string, artifact: Digest) => boolean;
  /** Ends this run's work on a job, so that others may go on with it while this run still lives. */
  readonly letGo: (job: string) => void;
  readonly jobOf: (job: string) => LedgerJob | undefined;
  /** Every job of this film, oldest first. */
  readonly jobs: () => readonly LedgerJob[];
  /** Remembers a take whose footage is in the store; that of a paid job together with its `store` step. */
  readonly keepTake: (take: NewTake) => void;
  /** The newest take of a fingerprint. */
  readonly takeOf: (fingerprint: Fingerprint) => LedgerTake | undefined;
  /** Records a person's decision about a job that is not settled, if it is still as that person saw it. */
  readonly decide: (job: string, decision: Decision, seen?: Seen) => Decided;
  /** What is left of the limits; `committed` as the guard counts it. */
  readonly committed: () => { readonly render: MicroUsd; readonly total: MicroUsd };
  /** Seconds that jobs of a model took which succeeded while one run looked on; newest first, at most fifty. */
  readonly durations: (provider: string, model: string) => readonly number[];
  /** Marks a saved plan as used; false where it was before. */
  readonly usePlan: (plan: string) => boolean;
};

/** What can be read of a ledger without taking part in it: for `plan` and `status`, which write nothing. */
export type LedgerReading = {
  readonly held: Held;
  /** Every job of the store, whichever film it was for; oldest first. */
  readonly jobs: readonly LedgerJob[];
  /** The newest take of each fingerprint. */
  readonly takes: ReadonlyMap<Fingerprint, LedgerTake>;
  /** Jobs that a living run is at work on. */
  readonly atWork: ReadonlySet<string>;
};
