import type { ProviderLimits } from '@storyboard/core';

/**
 * How fast jobs are given to one provider, and how many run there at once; adapts to what the service lets through. A
 * plain value: every function beside it makes the next one.
 */
export type Pace = {
  /** What the user, or the catalogue, allows; never exceeded. */
  readonly most: Pick<ProviderLimits, 'concurrency' | 'submitsPerSecond'>;
  /** Jobs at once that the service is believed to take. */
  readonly concurrency: number;
  readonly submitsPerSecond: number;
  /** Jobs that were started and have not ended, those not yet answered included. */
  readonly running: number;
  /** Started and not yet answered. */
  readonly unanswered: number;
  /** The most jobs that were running when the service took another one. */
  readonly proven: number;
  /** No job is started before this instant of the clock's ticks. */
  readonly notBefore: number;
  /** After a refusal one job at a time is tried until one is taken. */
  readonly probing: boolean;
  /** Refusals since the last job that was taken. */
  readonly refusals: number;
  /** Counts refusals that changed the pace; answers to what was sent before the last one change it no further. */
  readonly epoch: number;
  /** Jobs taken since the pace was changed. */
  readonly taken: number;
  /** How many jobs must be taken before one more at once is tried. */
  readonly patience: number;
};

/** The first wait after a refusal where the service names none; doubles with every further one. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/** No service is waited for longer than this on its word alone. */
const LONGEST_ASKED_MS = 300_000;

/** How many jobs must be taken before more is tried again after the first, second, … refusal: 1, 4, 16, … */
const FIRST_PATIENCE = 0.25;
const PATIENCE_GROWTH = 4;
const LONGEST_PATIENCE = 256;

/** Growth of the rate with every job that is taken. */
const RATE_GROWTH = 1.1;
const SLOWEST_PER_SECOND = 0.1;

/** How late a timer may be without slowing the rate. */
const LATE_MS = 50;

/** The pace at the start of a run. */
export function startPace(most: Pace['most']): Pace {
  const { concurrency, submitsPerSecond } = most;
  return {
    most,
    concurrency,
    submitsPerSecond,
    running: 0,
    unanswered: 0,
    proven: 0,
    notBefore: 0,
    probing: false,
    refusals: 0,
    epoch: 0,
    taken: 0,
    patience: FIRST_PATIENCE,
  };
}

/** How long to wait before the next job may start: 0 for now; absent while only the end of another job can change it. */
export function waitToStart(pace: Pace, now: number): number | undefined {
  if (pace.running >= pace.concurrency || (pace.probing && pace.unanswered > 0)) return undefined;
  return Math.max(0, pace.notBefore - now);
}

/** A job is started. */
export function afterStart(pace: Pace, now: number): Pace {
  // Counted from when it was due, so that a timer that is late loses nothing.
  const due = Math.max(pace.notBefore, now - LATE_MS);
  return {
    ...pace,
    running: pace.running + 1,
    unanswered: pace.unanswered + 1,
    notBefore: due + 1000 / pace.submitsPerSecond,
  };
}

/** The service took a job: it may be asked a little faster, and after enough of them for one more at once. */
export function afterTaken(pace: Pace): Pace {
  const unanswered = pace.unanswered - 1;
  const taken = pace.taken + 1;
  const grows = taken >= pace.patience;
  return {
    ...pace,
    unanswered,
    submitsPerSecond: Math.min(pace.most.submitsPerSecond, pace.submitsPerSecond * RATE_GROWTH),
    concurrency: grows ? Math.min(pace.most.concurrency, pace.concurrency + 1) : pace.concurrency,
    proven: Math.max(pace.proven, pace.running - unanswered),
    probing: false,
    refusals: 0,
    taken: grows ? 0 : taken,
  };
}

/**
 * The service said that it is too much. The rate is halved. Where as many jobs never ran there without complaint before,
 * no more than what runs is tried for a while: the next one is started when one of those has ended, because what
 * was refused once at this number would be refused again.
 *
 * @param refusal.epoch the pace's, as it was when the job was started
 */
export function afterTooMuch(
  pace: Pace,
  refusal: { readonly now: number; readonly epoch: number; readonly retryAfterMs: number | undefined },
): Pace {
  const running = pace.running - 1;
  const unanswered = pace.unanswered - 1;
  const asked = Math.min(refusal.retryAfterMs ?? 0, LONGEST_ASKED_MS);
  if (refusal.epoch !== pace.epoch) {
    return { ...pace, running, unanswered, notBefore: Math.max(pace.notBefore, refusal.now + asked) };
  }
  const refusals = pace.refusals + 1;
  const pause = Math.max(asked, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (refusals - 1)));
  const held = Math.max(1, running - unanswered);
  const tooMany = held >= pace.proven || refusals > 1;
  return {
    ...pace,
    running,
    unanswered,
    concurrency: tooMany ? Math.min(pace.concurrency, held) : pace.concurrency,
    submitsPerSecond: Math.max(SLOWEST_PER_SECOND, pace.submitsPerSecond / 2),
    notBefore: refusal.now + pause,
    probing: true,
    refusals,
    epoch: pace.epoch + 1,
    taken: 0,
    patience: Math.min(LONGEST_PATIENCE, pace.patience * PATIENCE_GROWTH),
  };
}

/** A started job was answered in a way that says nothing about the pace; it counts as running until it ends. */
export function afterOther(pace: Pace): Pace {
  return { ...pace, unanswered: pace.unanswered - 1 };
}

/** A job that runs already, from an earlier run, was taken up. */
export function afterResume(pace: Pace): Pace {
  return { ...pace, running: pace.running + 1 };
}

/** A job that was taken has ended. */
export function afterEnd(pace: Pace): Pace {
  return { ...pace, running: pace.running - 1 };
}
