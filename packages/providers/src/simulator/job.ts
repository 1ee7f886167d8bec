import type { FailureKind, MicroUsd } from '@storyboard/core';
import type { Order } from './order.ts';

/** How a job ends. */
export type Fate =
  | { readonly end: 'completed' }
  | {
      readonly end: 'failed';
      readonly kind: FailureKind;
      readonly message: string;
      readonly charged: boolean;
    }
  | { readonly end: 'opaque'; readonly charged: false }
  | { readonly end: 'never' };

/** A job of a simulated service. Times are of its clock, in milliseconds. */
export type Job = {
  readonly id: string;
  readonly order: Order;
  readonly price: MicroUsd;
  /** What the caller calls the submission, where the service takes such a thing. */
  readonly clientRequestId: string | undefined;
  readonly createdAt: number;
  readonly generatingAt: number;
  readonly endsAt: number;
  readonly fate: Fate;
  /** The fields of the request, long ones shortened. */
  readonly args: unknown;
  polls: number;
  downloads: number;
  /** Whether the service has done its book-keeping for the end. */
  isSettled: boolean;
  link: { number: number; expiresAt: number; isDead: boolean } | undefined;
};

/** Where a job is at a time. */
export type JobState = 'queued' | 'generating' | 'completed' | 'failed';

/** Where a job is at a time of its clock. */
export function stateOf(job: Job, now: number): JobState {
  if (now < job.generatingAt) return 'queued';
  if (now < job.endsAt || job.fate.end === 'never') return 'generating';
  return job.fate.end === 'completed' ? 'completed' : 'failed';
}
