import type { Json } from '@storyboard/core';
import type { Ledger } from '../ledger/ledger.ts';
import type { JobPort, StartJob, StepName } from './job-port.ts';
import { openStepWriter, type WriteStep } from './write-steps.ts';

/** A step's result that the ledger did not take, and why. */
export type Unrecorded = {
  readonly job: string;
  readonly name: StepName;
  readonly result: Json;
  readonly error: unknown;
};

/** What the embedded port works with. */
export type EmbeddedPortOptions = {
  readonly ledger: Pick<Ledger, 'stepOf' | 'recordSteps'>;
  /** Waits, and throws where the run is stopped. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Saves a result that the ledger did not take, as far as it can be; gives the error to throw. */
  readonly whenUnrecorded: (unrecorded: Unrecorded) => Promise<unknown>;
};

/**
 * Carries jobs out in this process, with the ledger as their journal: a step's result is durable there before the next
 * step begins. The intent of a job is written by the ledger's `claim`.
 */
export function createEmbeddedPort<Result>(options: EmbeddedPortOptions): StartJob<Result> {
  const started = new Map<string, Promise<Result>>();
  const write = openStepWriter(options.ledger);
  return (id, life) => {
    const ongoing = started.get(id) ?? life(portOf(id, options, write)).finally(() => started.delete(id));
    started.set(id, ongoing);
    return ongoing;
  };
}

function portOf(
  job: string,
  { ledger, sleep, whenUnrecorded }: EmbeddedPortOptions,
  write: WriteStep,
): JobPort {
  return {
    run: async <T extends Json | undefined>(name: StepName, step: () => Promise<T>): Promise<T> => {
      const known = ledger.stepOf(job, name);
      // A step gives the same kind of result each time that it is carried out.
      if (known !== undefined) return known as T;
      const result = await step();
      if (result === undefined) return result;
      try {
        await write({ job, name, result });
      } catch (error) {
        throw await whenUnrecorded({ job, name, result, error });
      }
      return result;
    },
    sleep: async (milliseconds) => {
      if (milliseconds > 0) await sleep(milliseconds);
    },
  };
}
