import type { Digest, MicroUsd, Plan } from '@storyboard/core';
import type { PlanOptions } from '../plan/plan-storyboard.ts';

/** What a plan was made with beside the storyboard; carrying it out uses the same. */
export type PlanFlags = Pick<PlanOptions, 'provider' | 'only' | 'ceilings' | 'allowUnpriced'>;

/**
 * A plan in a file, to be carried out later: with everything by which it can be seen whether it still is the plan. It is
 * never carried out as it stands; the storyboard is planned anew and must come to the same.
 */
export type SavedPlan = {
  readonly format: 1;
  /** UUID; the ledger remembers which plans were used. */
  readonly id: string;
  /** Version of the program that saved it. */
  readonly program: string;
  /** Path of the storyboard from the folder of the plan's file, `/`-separated. */
  readonly storyboard: string;
  readonly flags: PlanFlags;
  /** Of every file of the storyboard, by path in the project. */
  readonly sources: Readonly<Record<string, Digest>>;
  /** Of every reference that is a file, by name. */
  readonly references: Readonly<Record<string, Digest>>;
  /** Of what the lock file said; absent where there was none. */
  readonly lock?: Digest;
  /** What the ledger said the film had cost so far. */
  readonly spent: MicroUsd;
  readonly plan: Plan;
};

/** A saved plan that was read, with where its storyboard is. */
export type OpenedPlan = {
  readonly saved: SavedPlan;
  /** The plan's file as the user typed it. */
  readonly file: string;
  /** The storyboard as the user would type it. */
  readonly storyboardFile: string;
};
