import type { MicroUsd } from '@storyboard/core';

/** One job that the tests' service took. */
export type TestJob = {
  readonly job: string;
  readonly submissionId: string;
  readonly prompt: string;
  readonly duration: number;
  polls: number;
  downloads: number;
  running: boolean;
};

/** What the tests' remote service knows: it outlives every provider and run that talks to it, as a real one would. */
export type TestService = {
  readonly jobs: Map<string, TestJob>;
  /** How often each prompt was submitted, refused ones included. */
  readonly tries: Map<string, number>;
  readonly start: (submissionId: string, prompt: string, duration: number) => TestJob;
  readonly mostAtOnce: () => number;
};

/** A service without jobs. */
export function createTestService(): TestService {
  const jobs = new Map<string, TestJob>();
  let most = 0;
  return {
    jobs,
    tries: new Map(),
    mostAtOnce: () => most,
    start: (submissionId, prompt, duration) => {
      const job = String(jobs.size + 1);
      const started = { job, submissionId, prompt, duration, polls: 0, downloads: 0, running: true };
      jobs.set(job, started);
      most = Math.max(most, [...jobs.values()].filter(({ running }) => running).length);
      return started;
    },
  };
}

/** What the service takes for a job where it says so: half of what the catalogue has it cost. */
export function chargeOf({ duration }: { readonly duration: number }): MicroUsd {
  return Math.round(duration * 50_000) as MicroUsd;
}
