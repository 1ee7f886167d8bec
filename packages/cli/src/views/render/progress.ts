import type { RenderEvent } from '@storyboard/core';

/** A job that is going on. */
export type RunningJob = { readonly id: string; readonly fraction: number; readonly startedMs: number };

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
};

/** Before the first event. */
export const NO_PROGRESS: Progress = { takes: 0, ended: 0, running: [], waiting: [], assembly: undefined };

/** Progress after one more event, which happened at `nowMs`. */
export function progressAfter(progress: Progress, event: RenderEvent, nowMs: number): Progress {
  switch (event.type) {
    case 'render-start':
      return { ...progress, takes: event.takes, waiting: event.ids };
    case 'job-start': {
      const job = { id: event.id, fraction: 0, startedMs: nowMs };
      return { ...progress, running: [...progress.running, job], waiting: without(progress, event.id) };
    }
    case 'job-progress': {
      const { id, fraction } = event;
      return {
        ...progress,
        running: progress.running.map((job) => (job.id === id ? { ...job, fraction } : job)),
      };
    }
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
    case 'summary':
      return { ...progress, assembly: undefined };
    case 'diagnostic':
      return progress;
  }
}

function without({ waiting }: Progress, id: string): readonly string[] {
  return waiting.filter((other) => other !== id);
}
