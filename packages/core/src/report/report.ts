import type { MicroUsd } from '../units.ts';
import type { Outcome } from './outcome.ts';

/** The finished film, or why there is none. */
export type FilmResult =
  | {
      readonly status: 'ready';
      /** Absolute path. */
      readonly file: string;
      readonly frames: number;
      readonly seconds: number;
      readonly sizeBytes: number;
      /** Shots that are not in it, because `--only` left them out and no take of them is held. */
      readonly missing: readonly string[];
      /** How each clip got into the film, and why. */
      readonly clips: readonly {
        readonly shot: string;
        readonly how: 'copied' | 'encoded';
        readonly why: string;
      }[];
      /** Absolute path, where one was asked for. */
      readonly contactSheet: string | undefined;
    }
  | { readonly status: 'none'; readonly why: string };

/** What was made, what it cost, what is still open. */
export type Report = {
  readonly storyboard: string;
  readonly title: string;
  readonly outcomes: readonly Outcome[];
  /** What this render newly spent: jobs that were taken, finished or not, without what was refunded. */
  readonly spent: MicroUsd;
  /** What is perhaps paid, by the prices of the takes in doubt. */
  readonly inDoubt: MicroUsd;
  readonly film: FilmResult;
};
