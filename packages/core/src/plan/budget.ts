import type { MicroUsd } from '../units.ts';

/** What limits one render, and who set it; for `budget.total` the amount is what is left of it. */
export type Ceiling = {
  readonly amount: MicroUsd;
  readonly source: 'budget.limit' | 'budget.total' | '--budget' | 'STORYBOARD_BUDGET';
};

/**
 * A cheaper way to make the film, as data: what to change, what it would save, and whether the plan is allowed once that
 * is changed (`fits`).
 */
export type WayOut =
  | {
      readonly kind: 'resolution';
      readonly shots: readonly string[];
      readonly to: '720p';
      readonly saves: MicroUsd;
      readonly fits: boolean;
    }
  | {
      readonly kind: 'takes';
      readonly shots: readonly string[];
      readonly saves: MicroUsd;
      readonly fits: boolean;
    }
  | {
      readonly kind: 'provider';
      readonly shots: readonly string[];
      readonly provider: string;
      readonly saves: MicroUsd;
      readonly fits: boolean;
    }
  | {
      readonly kind: 'drop';
      readonly shots: readonly string[];
      /** The shots to plan and render instead: never none. */
      readonly only: readonly string[];
      readonly saves: MicroUsd;
      readonly fits: boolean;
    };

/** Whether a plan may be carried out; a refusal is a value, with cheaper ways out. */
export type BudgetVerdict =
  | { readonly allowed: true; readonly ceiling: Ceiling | undefined; readonly committed: MicroUsd }
  | {
      readonly allowed: false;
      readonly reason: 'over-ceiling' | 'unpriced';
      readonly ceiling: Ceiling | undefined;
      /** What the plan would commit, what is in doubt included, without the takes of unknown price. */
      readonly committed: MicroUsd;
      /**
       * How much of `committed` is above the ceiling. Zero when only prices are unknown, also where nothing is left for them:
       * that is `over-ceiling` where unknown prices are allowed.
       */
      readonly excess: MicroUsd;
      /** Ids of takes whose price is unknown. */
      readonly unpriced: readonly string[];
      readonly waysOut: readonly WayOut[];
    };
