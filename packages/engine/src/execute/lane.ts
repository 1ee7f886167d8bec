import type { Failure } from '@storyboard/core';
import { interruption } from '../abort.ts';
import type { Clock } from '../clock.ts';
import {
  afterEnd,
  afterOther,
  afterResume,
  afterStart,
  afterTaken,
  afterTooMuch,
  type Pace,
  startPace,
  waitToStart,
} from './pace.ts';
import { createRankQueue } from './rank-queue.ts';

/** The right to give one job to a provider. What is called twice, or after the end, does nothing. */
export type Slot = {
  readonly taken: () => void;
  /** Nobody knows whether the service took the job; it counts as running until it ends. */
  readonly doubtful: () => void;
  /** The service said that it is too much; the job did not start. */
  readonly tooMuch: (failure: Failure, retryAfterMs: number | undefined) => void;
  /** The job ended, or was never given to the service. */
  readonly end: () => void;
};

/** The way to one provider: jobs wait in line for it, and go by rank as fast as the service takes them. */
export type Lane = {
  /**
   * A slot, as soon as there is one; why there is none, once the lane is closed. Throws the interruption.
   *
   * @param refused how often it was too much for the service already: what was refused at its first chance and at the
   *   next goes behind all others, so that it is not the only one that is ever tried
   */
  readonly enter: (rank: number, refused?: number) => Promise<Slot | Failure>;
  /** The slot of a job that runs there already: it waits for none. */
  readonly resume: () => Slot;
  /** A job came to be in doubt. After some of them without one that was taken in between, the lane closes. */
  readonly doubt: () => void;
  /** The service takes no jobs any more, for a reason that holds for all of them. */
  readonly close: (failure: Failure) => void;
  /** Why it is closed. */
  readonly closed: () => Failure | undefined;
};

/** So many jobs in doubt in a row: whatever it is, more of them would only be more money that nobody can account for. */
const MOST_DOUBTS = 5;
const TOO_DOUBTFUL: Failure = {
  kind: 'transient',
  message: `The service gave no clear answer ${MOST_DOUBTS} times in a row; it was sent no more jobs.`,
};

/** So often in a row, and for so long, with no job of ours running there: the service takes none today. */
const MOST_TOO_MUCH = 8;
const LONGEST_TOO_MUCH_MS = 600_000;

/** More than there are ranks. */
const BEHIND_ALL = 1e9;

/** An open lane. */
export function createLane(
  most: Pace['most'],
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Lane {
  let pace = startPace(most);
  let closed: Failure | undefined;
  let doubts = 0;
  let tooMuchSince: number | undefined;
  let wakesAt = Number.POSITIVE_INFINITY;
  const waiting = createRankQueue<(slot: Slot | Failure | undefined) => void>();

  const admit = () => {
    while (waiting.size() > 0) {
      if (closed !== undefined || signal.aborted) {
        waiting.take()?.(closed);
        continue;
      }
      const now = clock.ticks();
      const wait = waitToStart(pace, now);
      if (wait === undefined) return;
      if (wait > 0) return wakeAt(now + wait);
      pace = afterStart(pace, now);
      waiting.take()?.(slotOf(pace.epoch));
    }
  };
  const wakeAt = (instant: number) => {
    if (instant >= wakesAt) return;
    wakesAt = instant;
    const wake = () => {
      if (wakesAt === instant) wakesAt = Number.POSITIVE_INFINITY;
      admit();
    };
    clock.sleep(Math.max(0, instant - clock.ticks()), { signal }).then(wake, wake);
  };
  // What waited for the job that ended enters the line first: it may be more urgent than what stands in it.
  const admitSoon = () => {
    setImmediate(admit);
  };
  const change = (next: Pace) => {
    pace = next;
    admit();
  };
  const slotOf = (epoch: number): Slot => {
    let state: 'unanswered' | 'running' | 'ended' = 'unanswered';
    return {
      taken: () => {
        if (state !== 'unanswered') return;
        state = 'running';
        doubts = 0;
        tooMuchSince = undefined;
        change(afterTaken(pace));
      },
      doubtful: () => {
        if (state !== 'unanswered') return;
        state = 'running';
        change(afterOther(pace));
      },
      tooMuch: (failure, retryAfterMs) => {
        if (state !== 'unanswered') return;
        state = 'ended';
        const now = clock.ticks();
        tooMuchSince ??= now;
        pace = afterTooMuch(pace, { now, epoch, retryAfterMs });
        const isHopeless = pace.refusals >= MOST_TOO_MUCH && now - tooMuchSince >= LONGEST_TOO_MUCH_MS;
        if (isHopeless && pace.running === 0) close(failure);
        else admit();
      },
      end: () => {
        if (state === 'ended') return;
        const answered = state === 'running' ? pace : afterOther(pace);
        state = 'ended';
        pace = afterEnd(answered);
        admitSoon();
      },
    };
  };
  const close = (failure: Failure) => {
    closed ??= failure;
    admit();
  };
  signal.addEventListener('abort', admit, { once: true });

  return {
    enter: async (rank, refused = 0) => {
      const { promise, resolve } = Promise.withResolvers<Slot | Failure | undefined>();
      waiting.add(rank + BEHIND_ALL * Math.max(0, refused - 1), resolve);
      admit();
      const entered = await promise;
      if (entered === undefined) throw interruption(signal);
      return entered;
    },
    resume: () => {
      pace = afterResume(pace);
      let ended = false;
      const end = () => {
        if (ended) return;
        ended = true;
        pace = afterEnd(pace);
        admitSoon();
      };
      return { taken: () => {}, doubtful: () => {}, tooMuch: end, end };
    },
    doubt: () => {
      doubts += 1;
      if (doubts >= MOST_DOUBTS) close(TOO_DOUBTFUL);
    },
    close,
    closed: () => closed,
  };
}
