import type { Delivery, RenderEvent } from '@storyboard/core';
import { durationText } from '../duration-text.ts';

/** A job that is going on. */
export type RunningJob = {
  readonly id: string;
  readonly fraction: number;
  readonly startedMs: number;
  /** It may cost something, and whether it does is not answered yet. */
  readonly unanswered: boolean;
  /** Where it is, in a few words, once that is known. */
  readonly state?: string;
  /** What it waits for after a call came to nothing; until it gets on. */
  readonly trouble?: string;
};

/** How far a render is, as its events tell it. */
export type Progress = {
  readonly takes: number;
  readonly ended: number;
  /** In the order in which they began. */
  readonly running: readonly RunningJob[];
  /** Ids of takes that have not begun, in the order of the film. */
  readonly waiting: readonly string[];
  /** Absent before and after the film is assembled. */
  readonly assembly: { readonly fraction: number; readonly startedMs: number } | undefined;
  /** What is being drawn beside the film. */
  readonly delivery:
    | { readonly delivery: Delivery; readonly fraction: number; readonly startedMs: number }
    | undefined;
};

/** Before the first event. */
export const NO_PROGRESS: Progress = {
  takes: 0,
  ended: 0,
  running: [],
  waiting: [],
  assembly: undefined,
  delivery: undefined,
};

/** Progress after one more event, which happened at `nowMs`. */
export function progressAfter(progress: Progress, event: RenderEvent, nowMs: number): Progress {
  switch (event.type) {
    case 'render-start':
      return { ...progress, takes: event.takes, waiting: event.ids };
    case 'job-start': {
      const { id, cost } = event;
      const unanswered = cost !== undefined && !(cost.known && cost.amount === 0);
      const waits = event.resumes === undefined ? {} : { state: `paid, at ${event.provider}` };
      const job = { id, fraction: 0, startedMs: nowMs, unanswered, ...waits };
      return { ...progress, running: [...progress.running, job], waiting: without(progress, event.id) };
    }
    case 'job-progress':
      return withJob(progress, event.id, (job) => ({ ...untroubled(job), fraction: event.fraction }));
    case 'job-submitted':
      return withJob(progress, event.id, (job) => ({
        ...untroubled(job),
        unanswered: false,
        state: `at ${event.provider}`,
      }));
    case 'job-fallback':
      return withState(progress, event.id, `asks ${event.to}`);
    case 'job-retry': {
      const again = event.afterMs < 1000 ? 'again' : `again in ${durationText(event.afterMs / 1000)}`;
      return withJob(progress, event.id, (job) => ({ ...job, trouble: `${event.provider}: ${again}` }));
    }
    case 'job-elsewhere':
      return withState(progress, event.id, 'being made by another run');
    case 'job-end':
      return {
        ...progress,
        ended: progress.ended + 1,
        running: progress.running.filter(({ id }) => id !== event.id),
        waiting: without(progress, event.id),
      };
    case 'assembly-start':
      return { ...progress, assembly: { fraction: 0, startedMs: nowMs } };
    case 'assembly-progress': {
      const startedMs = progress.assembly?.startedMs ?? nowMs;
      return { ...progress, assembly: { fraction: event.fraction, startedMs } };
    }
    case 'film-ready':
      return { ...progress, assembly: undefined };
    case 'delivery-start':
      return { ...progress, delivery: { delivery: event.delivery, fraction: 0, startedMs: nowMs } };
    case 'delivery-progress': {
      const startedMs = progress.delivery?.startedMs ?? nowMs;
      return { ...progress, delivery: { delivery: event.delivery, fraction: event.fraction, startedMs } };
    }
    case 'delivery-ready':
      return { ...progress, delivery: undefined };
    case 'summary':
      return { ...progress, assembly: undefined, delivery: undefined };
    case 'diagnostic':
    case 'take-damaged':
    case 'stray-end':
    case 'job-unrecorded':
      return progress;
  }
}

function withState(progress: Progress, id: string, state: string): Progress {
  return withJob(progress, id, (job) => ({ ...untroubled(job), state }));
}

function withJob(progress: Progress, id: string, change: (job: RunningJob) => RunningJob): Progress {
  return { ...progress, running: progress.running.map((job) => (job.id === id ? change(job) : job)) };
}

function untroubled({ trouble: _, ...job }: RunningJob): RunningJob {
  return job;
}

function without({ waiting }: Progress, id: string): readonly string[] {
  return waiting.filter((other) => other !== id);
}
