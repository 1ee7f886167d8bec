import type { MicroUsd } from '@storyboard/core';
import { microUsd, sumMicroUsd } from '@storyboard/core/units';
import { type Job, stateOf } from './job.ts';

/** Money that moved: `charge` away from the balance, `refund` back to it. */
export type Movement = {
  readonly type: 'charge' | 'refund';
  readonly job: string;
  readonly model: string;
  readonly amount: MicroUsd;
  /** ISO 8601. */
  readonly at: string;
};

/** The books of a simulated service. */
export type Account = {
  /** What can still be spent: the balance without what running jobs hold. */
  available(): MicroUsd;
  balance(): MicroUsd;
  held(): MicroUsd;
  movements(): readonly Movement[];
  /** Takes the money for a job that starts, in the way of the service. */
  open(job: Job): void;
  /** Does what is due for jobs that have ended. */
  settle(now: number): void;
};

/**
 * Opens the books. `atSubmit`: a job is charged when it starts, and refunded where it fails. `atEnd`: its price is held
 * when it starts, and charged when it has succeeded.
 */
export function createAccount(charging: 'atSubmit' | 'atEnd', balance: MicroUsd): Account {
  const movements: Movement[] = [];
  const running = new Set<Job>();
  const move = (type: Movement['type'], job: Job, at: number): void => {
    const { id, order, price } = job;
    movements.push({ type, job: id, model: order.model, amount: price, at: new Date(at).toISOString() });
  };
  const sum = (type: Movement['type']) =>
    sumMicroUsd(movements.filter((movement) => movement.type === type).map(({ amount }) => amount));
  const account: Account = {
    balance: () => microUsd(balance - sum('charge') + sum('refund')),
    held: () => (charging === 'atEnd' ? sumMicroUsd([...running].map(({ price }) => price)) : microUsd(0)),
    available: () => microUsd(account.balance() - account.held()),
    movements: () => movements,
    open(job) {
      running.add(job);
      if (charging === 'atSubmit') move('charge', job, job.createdAt);
    },
    settle(now) {
      for (const job of running) {
        const state = stateOf(job, now);
        if (state !== 'completed' && state !== 'failed') continue;
        running.delete(job);
        job.isSettled = true;
        const isKept = job.fate.end === 'completed' || (job.fate.end === 'failed' && job.fate.charged);
        if (charging === 'atEnd' && isKept) move('charge', job, job.endsAt);
        if (charging === 'atSubmit' && !isKept) move('refund', job, job.endsAt);
      }
    },
  };
  return account;
}
