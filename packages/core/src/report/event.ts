import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Cost, TotalCost } from '../plan/cost.ts';
import type { Failure } from '../provider/operation.ts';
import type { MicroUsd } from '../units.ts';
import type { Report } from './report.ts';

/** What is made beside a film. */
export type Delivery = 'poster' | 'gif' | 'contact-sheet';

/** What happens during a render, as immutable facts in the order they happen. Views print them; nothing else does. */
export type RenderEvent =
  | {
      readonly type: 'render-start';
      readonly storyboard: string;
      readonly title: string;
      readonly takes: number;
      /** Ids of the takes, in the order of the film. */
      readonly ids: readonly string[];
      readonly total: TotalCost;
    }
  | { readonly type: 'diagnostic'; readonly diagnostic: Diagnostic }
  /** The bytes of a take's file are not what was stored: it is not used. */
  | { readonly type: 'take-damaged'; readonly id: string; readonly file: string }
  | {
      readonly type: 'job-start';
      readonly id: string;
      readonly shot: string;
      readonly take: number;
      readonly provider: string;
      readonly cost: Cost | undefined;
      /** An earlier run submitted it: the service's own id of the job, which is waited for and not paid again. */
      readonly resumes?: string;
    }
  | { readonly type: 'job-progress'; readonly id: string; readonly fraction: number }
  | {
      readonly type: 'job-end';
      readonly id: string;
      readonly status: 'succeeded' | 'reused';
      readonly artifact: string;
    }
  | { readonly type: 'job-end'; readonly id: string; readonly status: 'failed'; readonly failure: Failure }
  | { readonly type: 'job-end'; readonly id: string; readonly status: 'blocked'; readonly by: string }
  | {
      readonly type: 'job-end';
      readonly id: string;
      readonly status: 'in-doubt' | 'held-back';
      readonly reason: string;
    }
  /** The service took the job; `job` is its own id of it, `charged` what it says it takes, absent where it does not say. */
  | {
      readonly type: 'job-submitted';
      readonly id: string;
      readonly provider: string;
      readonly job: string;
      readonly cost: Cost;
      readonly charged?: MicroUsd;
    }
  /** The service took nothing; the next provider of the list is asked. */
  | {
      readonly type: 'job-fallback';
      readonly id: string;
      readonly from: string;
      readonly to: string;
      readonly failure: Failure;
    }
  /** A call came to nothing and is made again. */
  | {
      readonly type: 'job-retry';
      readonly id: string;
      readonly provider: string;
      readonly reason: string;
      readonly afterMs: number;
    }
  /** Another process makes the same take; its footage is waited for. */
  | { readonly type: 'job-elsewhere'; readonly id: string; readonly provider: string }
  /** Footage that was paid for and that no take of the plan waited for is in the store now, or why it is not. */
  | {
      readonly type: 'stray-end';
      readonly shot: string;
      readonly take: number;
      readonly provider: string;
      readonly artifact: string | undefined;
      readonly reason: string | undefined;
      /**
       * The service's own id of the job, where its footage came and is not what was asked for: it comes with every render
       * until a person gives it up.
       */
      readonly unusable?: string;
      /** Its shot is only left out of the plan. */
      readonly leftOut?: true;
    }
  /** The service took a job and the ledger could not be written: whoever reads this must keep it. */
  | {
      readonly type: 'job-unrecorded';
      readonly id: string;
      readonly provider: string;
      readonly job: string;
    }
  | { readonly type: 'assembly-start'; readonly clips: number; readonly frames: number }
  | { readonly type: 'assembly-progress'; readonly fraction: number }
  | {
      readonly type: 'film-ready';
      readonly file: string;
      readonly frames: number;
      readonly seconds: number;
      readonly sizeBytes: number;
    }
  /** Something beside the film is drawn, because it was not drawn of the same film before. */
  | { readonly type: 'delivery-start'; readonly delivery: Delivery }
  | { readonly type: 'delivery-progress'; readonly delivery: Delivery; readonly fraction: number }
  /** Something beside the film is there. */
  | {
      readonly type: 'delivery-ready';
      readonly delivery: Delivery;
      readonly file: string;
      /** It was drawn of the same film before. */
      readonly kept: boolean;
      /** How much of the film it shows, where that is not all of it. */
      readonly seconds?: number;
    }
  | ({ readonly type: 'summary' } & Report);
