import type { Json } from '@storyboard/core';

/**
 * What the life of a job needs of whatever carries it out: with `StartJob` three functions, so that the same life runs on
 * the embedded ledger and on a durable engine of others.
 */
export type JobPort = {
  /**
   * Carries a step out and remembers its result; a replay of the job gets the remembered result and does not carry it out
   * again. A step killed before its result was remembered is carried out once more: what must happen at most once is for
   * the step itself to see to. `undefined` is not remembered.
   */
  readonly run: <T extends Json | undefined>(name: StepName, step: () => Promise<T>) => Promise<T>;
  /** Waits so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
};

/** The steps of a job's life, in order; `intent` is durable before `submit` sends anything. */
export type StepName = 'intent' | 'submit' | 'recover' | 'end' | 'store';

/** Starts a job's life under the job's id, from what is remembered of it; while it goes on, a second start joins it. */
export type StartJob<Result> = (id: string, life: (port: JobPort) => Promise<Result>) => Promise<Result>;
