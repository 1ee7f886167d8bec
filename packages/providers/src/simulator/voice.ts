import type { ProviderSpec } from '@storyboard/core';
import type { Answer } from './answer.ts';
import type { FaultName } from './fault-list.ts';
import type { Job, JobState } from './job.ts';
import type { Order } from './order.ts';

/** An HTTP request to a simulator, read whole. */
export type Incoming = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** ISO 8601. */
  readonly at: string;
};

/** Why a service takes no order. */
export type Refusal = 'auth' | 'balance' | 'invalid' | 'limit' | 'model' | 'moderation';

/** What a service reads out of a submission. */
export type ReadOrder =
  | { readonly order: Order; readonly args: unknown }
  | { readonly reason: 'invalid' | 'model'; readonly problem: string };

/** What is told of a job that is asked about. */
export type Standing = {
  readonly state: JobState;
  /** Address of the footage; absent unless completed. */
  readonly url: string | undefined;
};

/** How one service speaks: what it reads out of requests, and the words and shapes of its answers. Pure. */
export type Voice = {
  readonly spec: ProviderSpec;
  readonly charging: 'atSubmit' | 'atEnd';
  /** What this request is about; undefined where the service does not know such an address. */
  callOf(
    incoming: Incoming,
  ): { readonly call: 'submit' } | { readonly call: 'poll'; readonly id: string } | undefined;
  /** The order in a request, or what is wrong with it. */
  readOrder(incoming: Incoming): ReadOrder;
  /** The caller's own name of a submission. */
  clientRequestIdOf(incoming: Incoming): string | undefined;
  jobId(mark: string): string;
  /** The job was started. */
  accepted(job: Job, incoming: Incoming, fault: FaultName | undefined): Answer & { readonly manner: 'reply' };
  standing(
    job: Job,
    standing: Standing,
    incoming: Incoming,
    fault: FaultName | undefined,
  ): Answer & { readonly manner: 'reply' };
  /** Nobody knows this job. */
  unknownJob(incoming: Incoming): Answer;
  refused(reason: Refusal, message: string, incoming: Incoming): Answer;
  /** An error as HTTP tells it. */
  failed(status: number, message: string, incoming: Incoming): Answer & { readonly manner: 'reply' };
};
