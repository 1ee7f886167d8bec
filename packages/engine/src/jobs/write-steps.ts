import type { Ledger, NewStep } from '../ledger/ledger.ts';

/** Writes a step's result down; durable once the promise is kept. */
export type WriteStep = (step: NewStep) => Promise<void>;

type Gathered = { readonly step: NewStep; readonly written: PromiseWithResolvers<void> };

/** Time as gathering needs it. */
export type GatherTiming = {
  /** Milliseconds since some instant. */
  readonly ticks: () => number;
  /** Does something after everything that has come in by then was looked at. */
  readonly later: (milliseconds: number, work: () => void) => void;
};

const REAL_TIMING: GatherTiming = {
  ticks: () => performance.now(),
  later: (milliseconds, work) =>
    void (milliseconds > 0 ? setTimeout(work, milliseconds) : setImmediate(work)),
};

/** However slow the disk is, nothing that is known stays unwritten for longer. */
const LONGEST_MS = 50;

/**
 * Writes results down, those of one moment together: jobs that end at once do not wait for the disk one after the other,
 * and on a slow disk no more than half of the time goes into waiting for it. What cannot be asked for again, the answer to
 * a submission, is written at once.
 */
export function openStepWriter(
  ledger: Pick<Ledger, 'recordSteps'>,
  { ticks, later }: GatherTiming = REAL_TIMING,
): WriteStep {
  let gathered: Gathered[] = [];
  let notBefore = Number.NEGATIVE_INFINITY;
  const write = () => {
    const steps = gathered;
    gathered = [];
    const began = ticks();
    try {
      ledger.recordSteps(steps.map(({ step }) => step));
      for (const { written } of steps) written.resolve();
    } catch (error) {
      for (const { written } of steps) written.reject(error);
    }
    const ended = ticks();
    notBefore = ended + Math.min(LONGEST_MS, ended - began);
  };
  return async (step) => {
    if (step.name === 'submit') return ledger.recordSteps([step]);
    const written = Promise.withResolvers<void>();
    gathered.push({ step, written });
    if (gathered.length === 1) later(Math.max(0, notBefore - ticks()), write);
    return written.promise;
  };
}
