import type { FailureKind, Operation } from '../provider/operation.ts';
import type { GenerationRequest } from '../provider/request.ts';
import type { Resolution } from '../storyboard/resolved.ts';
import type { MicroUsd } from '../units.ts';
import type { BudgetVerdict } from './budget.ts';
import type { Cost, TotalCost } from './cost.ts';

/** A lower-case hex SHA-256. */
export type Digest = string;

/** Digest of everything that decides a take; equal fingerprints mean the same take. */
export type Fingerprint = Digest;

/** One way to make a take: a provider with the request it would get, its fingerprint and its price. */
export type Route = {
  readonly provider: string;
  readonly model: string;
  readonly fingerprint: Fingerprint;
  readonly request: GenerationRequest;
  readonly cost: Cost;
};

/** What every planned take has, whatever is to be done about it. */
type TakeBase = {
  /** `<shot>/<number>`, unique within a plan. */
  readonly id: string;
  readonly shot: string;
  /** Counted from 1. */
  readonly take: number;
  /** First choice, then fallbacks. */
  readonly routes: readonly [Route, ...Route[]];
  /** Of the route that made the take or is making it; of the first one where nothing has been made. */
  readonly fingerprint: Fingerprint;
  /**
   * Ids of takes of this plan that must be there first; one that it goes on from is the first of them. None for a take
   * that is there, runs or is in doubt.
   */
  readonly after: readonly string[];
  /** Why this action, in a few plain words for the plan's table. */
  readonly why: string;
};

/** One take of the plan and what would be done about it. */
export type PlannedTake = TakeBase &
  (
    | { readonly action: 'generate' /** The worst case over the routes. */; readonly cost: Cost }
    | {
        readonly action: 'resume';
        readonly operation: Operation;
        readonly provider: string;
        /** The ledger's name of the job. */
        readonly job: string;
      }
    | {
        readonly action: 'reuse';
        readonly artifact: Digest;
        /** Of the route that made it. */
        readonly provider: string;
        /** Where that provider was asked for it, such as a simulator; absent: where it always is. */
        readonly origin?: string;
        /** The drawing of a local provider shows an old label; it is drawn again from the same request, for nothing. */
        readonly redraw?: true;
      }
    | {
        readonly action: 'in-doubt';
        readonly submissionId: string;
        readonly provider: string;
        /** The ledger's name of the job. */
        readonly job: string;
        readonly cost: Cost;
      }
  );

/**
 * A job that is paid for, or perhaps is, and that no take of the plan waits for, because its shot was changed, removed or
 * left out since, or is there already; its footage is fetched and kept.
 */
export type Stray = {
  readonly job: string;
  readonly fingerprint: Fingerprint;
  /** As the shot was called when the job was submitted. */
  readonly shot: string;
  readonly take: number;
  readonly provider: string;
  /** Absent for one in doubt: it is looked for, where the service can be asked. */
  readonly operation?: Operation;
  /** A take of the storyboard waits for it, and that shot is only left out of this plan. */
  readonly leftOut?: true;
};

/** A change that `on_exceed: degrade` or `trim` made to fit the budget; always shown. */
export type Adjustment =
  | {
      readonly kind: 'resolution';
      readonly shot: string;
      readonly from: Resolution;
      readonly to: Resolution;
      readonly saves: MicroUsd;
    }
  | {
      readonly kind: 'takes';
      readonly shot: string;
      readonly from: number;
      readonly to: number;
      readonly saves: MicroUsd;
    }
  | {
      readonly kind: 'drop';
      readonly shot: string;
      readonly priority: number;
      /** The dropped shot that this one goes on from; absent where it does not. */
      readonly because?: string;
      readonly saves: MicroUsd;
    };

/** How long the plan will take, as far as it is known. */
export type Schedule = {
  /** Ids of the takes of the longest chain of waiting, in order. */
  readonly criticalPath: readonly string[];
  /** Seconds of waiting for jobs; absent where no figure is known for a model of the critical path. */
  readonly expectedSeconds: number | undefined;
};

/** The priced list of what would be done; pure data, JSON all through. */
export type Plan = {
  readonly format: 1;
  readonly storyboard: { readonly path: string; readonly title: string };
  /** In the order of the film; the takes of one shot beside each other. */
  readonly takes: readonly PlannedTake[];
  /** Jobs that no take waits for: the paid ones, then those in doubt, each in the order in which they were submitted. */
  readonly strays: readonly Stray[];
  readonly film: { readonly frames: number; readonly seconds: number };
  /** What `generate` takes cost together. */
  readonly total: TotalCost;
  readonly budget: BudgetVerdict;
  readonly adjustments: readonly Adjustment[];
  readonly schedule: Schedule;
};

/** Footage that is in the store. */
export type HeldArtifact = {
  readonly artifact: Digest;
  /** Digest of the label that a local provider drew on it. */
  readonly drawnAs: Digest | undefined;
  /** Where its provider was asked for it, such as a simulator; absent: where it always is. */
  readonly origin?: string;
  /** A drawing made for a preview only, which no render may take for a provider's work. */
  readonly forPreview?: true;
};

/** A job that is paid for and runs, or has ended and waits to be fetched. */
export type HeldJob = Omit<Stray, 'fingerprint' | 'leftOut' | 'operation'> & {
  readonly operation: Operation;
  /** Whether this storyboard submitted it, and not another one that shares the ledger. */
  readonly own: boolean;
};

/** A job that may be paid for, or is paid for and lost: a person decides. */
export type HeldDoubt = {
  readonly job: string;
  readonly submissionId: string;
  /** As the shot was called when the job was submitted. */
  readonly shot: string;
  readonly take: number;
  readonly provider: string;
  /** What it counts against the budget. */
  readonly cost: Cost;
  /** Why nobody knows, in a clause. */
  readonly reason: string;
  /** It is paid for, and its footage cannot be had. */
  readonly lost?: true;
  readonly own: boolean;
};

/** How the last attempt at a take ended that left nothing: `kind` is why it was refused, or failed. */
export type HeldTry =
  | { readonly status: 'refused' | 'failed'; readonly kind: FailureKind }
  /** A person decided. */
  | { readonly status: 'abandoned' | 'pay-again' };

/** What the ledger knows, as planning needs it. */
export type Held = {
  readonly artifacts: ReadonlyMap<Fingerprint, HeldArtifact>;
  /** Takes that were made, and whose footage is no longer what it was. */
  readonly damaged?: ReadonlySet<Fingerprint>;
  /**
   * Paid jobs that made takes: where the footage is damaged, it is fetched from them once more, for nothing. `origin`: where
   * the provider was asked, where that is not its own origin.
   */
  readonly fetchable?: ReadonlyMap<Fingerprint, HeldJob & { readonly origin?: string }>;
  /** Takes that were tried for nothing, where nothing else is known of them. */
  readonly tried?: ReadonlyMap<Fingerprint, HeldTry>;
  /** In the order in which they were submitted. */
  readonly inFlight: ReadonlyMap<Fingerprint, HeldJob>;
  readonly inDoubt: ReadonlyMap<Fingerprint, HeldDoubt>;
  /** Everything this storyboard ever cost, by the ledger, jobs in flight included; without what is in doubt. */
  readonly spent: MicroUsd;
};
