import type { JobRecord } from './journal.ts';
import { modelKey } from './model-key.ts';
import type { Fact } from './replay.ts';

/** How long jobs took, learnt from their facts. */
export type Durations = {
  /** Hears of each fact, in the order in which they were written. */
  readonly hear: (job: JobRecord, fact: Fact & { readonly run: string; readonly at: string }) => void;
  /** Seconds from submission to end, newest first. */
  readonly of: (provider: string, model: string) => readonly number[];
};

/** How many are remembered of each model: what a service did long ago says little. */
const MOST = 50;

/** No run waits longer for a job: the machine slept, or its clock was set. */
const LONGEST_SECONDS = 3600;

/**
 * Learns how long jobs of a model take to succeed. Only those count that one run saw from beginning to end: what ended while nobody
 * looked may have ended at any time. What a clock that jumped says is left out where it can be told.
 */
export function openDurations(): Durations {
  const sent = new Map<string, number>();
  const learnt = new Map<string, number[]>();
  return {
    hear: (job, { name, result, run, at }) => {
      if (run !== job.run) sent.delete(job.job);
      else if (name === 'submit') sent.set(job.job, Date.parse(at));
      else if (name === 'end') {
        const seconds = (Date.parse(at) - (sent.get(job.job) ?? Number.NaN)) / 1000;
        sent.delete(job.job);
        const isMade = (result as { readonly status?: unknown }).status === 'succeeded';
        if (!isMade || !(seconds >= 0 && seconds <= LONGEST_SECONDS)) return;
        const model = modelKey(job.provider, job.model);
        learnt.set(model, [seconds, ...(learnt.get(model) ?? [])].slice(0, MOST));
      }
    },
    of: (provider, model) => learnt.get(modelKey(provider, model)) ?? [],
  };
}
