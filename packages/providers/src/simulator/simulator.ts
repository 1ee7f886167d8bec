import type { MicroUsd } from '@storyboard/core';
import type { Movement } from './account.ts';
import type { MakeClip } from './clip-store.ts';
import type { Faults } from './fault-dial.ts';
import type { JobState } from './job.ts';
import type { SimulatorLimits } from './pace.ts';

/** A service that can be simulated. */
export type SimulatedProvider = 'shortapi' | 'aimlapi';

/** What a request to a simulator is about. */
export type RequestKind = 'submit' | 'poll' | 'download' | 'logs' | 'billing' | 'models' | 'other';

/** A request as it has come in, before it is answered. `job` is absent where it is about none. */
export type SimulatedRequest = {
  readonly kind: RequestKind;
  readonly method: string;
  readonly path: string;
  readonly job?: string;
  /** Whether it carried the account's key. */
  readonly hasKey: boolean;
};

/** How a simulator is started. */
export type SimulatorOptions = {
  readonly provider: SimulatedProvider;
  /** The one key that is accepted; default `simulator-key`. */
  readonly key?: string;
  /** Default: one that is free. */
  readonly port?: number;
  /** Decides job ids, how long jobs take and which faults strike; default 1. */
  readonly seed?: number;
  readonly makeClip: MakeClip;
  /** Whether `makeClip` is asked for a clip of its own for each job, with what it shows; default false. */
  readonly hasCards?: boolean;
  /** How long a job takes, or from how long to how long; default 2 to 5 seconds. */
  readonly jobSeconds?: number | readonly [min: number, max: number];
  /** What the account starts with; default 10,000 dollars. */
  readonly balance?: MicroUsd;
  readonly limits?: SimulatorLimits;
  readonly faults?: Faults;
  /** How long a link to footage works; default a day. */
  readonly linkSeconds?: number;
  /** AI/ML API only: how long after a request its row is in the list; default half a second. */
  readonly logLagSeconds?: number;
  /** Footage is served from a port of its own, so that sending it the key can be seen; default false. */
  readonly separateFiles?: boolean;
  /** Hears of every request; what it waits for, the request waits for too. */
  readonly onRequest?: (request: SimulatedRequest) => void | Promise<void>;
  /** Milliseconds since 1970; default the machine's clock. */
  readonly now?: () => number;
};

/** A job as the account shows it. */
export type SimulatedJob = {
  readonly id: string;
  readonly model: string;
  readonly prompt: string;
  readonly seconds: number;
  readonly resolution: string;
  readonly state: JobState;
  readonly price: MicroUsd;
  /** What was taken for it and not given back; zero while it is only held. */
  readonly charged: MicroUsd;
  readonly clientRequestId?: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly polls: number;
  readonly downloads: number;
};

/** Everything that a simulated service knows of its one customer. */
export type SimulatorAccount = {
  readonly provider: SimulatedProvider;
  readonly balance: MicroUsd;
  readonly held: MicroUsd;
  /** What was taken and not given back. */
  readonly spent: MicroUsd;
  readonly jobs: readonly SimulatedJob[];
  readonly charges: readonly Movement[];
  readonly refunds: readonly Movement[];
  /** How many requests of each kind have come in. */
  readonly requests: Readonly<Record<RequestKind, number>>;
  /** How many were refused because they were too many. */
  readonly limited: number;
  /** How many downloads carried the key. */
  readonly keysToFiles: number;
};

/** A service on loopback that behaves as its documentation says. Disposing of it ends it, in the middle of answers too. */
export type Simulator = AsyncDisposable & {
  readonly provider: SimulatedProvider;
  /** Such as `http://127.0.0.1:4711`. */
  readonly origin: string;
  readonly key: string;
  account(): SimulatorAccount;
  /** Replaces all faults. */
  setFaults(faults: Faults): void;
  /** Takes the next request of this kind and never answers it; a submission starts its job. */
  hold(call: 'submit' | 'poll' | 'download'): void;
  /** Resolves when so many requests of a kind have come in since the start. */
  waitForRequests(kind: RequestKind, count: number): Promise<void>;
};
