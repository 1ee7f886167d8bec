import type { MicroUsd } from '@storyboard/core';
import { microUsd, sumMicroUsd } from '@storyboard/core/units';
import { type Account, createAccount } from './account.ts';
import { type ClipStore, createClipStore } from './clip-store.ts';
import { createFaultDial, type FaultDial } from './fault-dial.ts';
import { type Job, stateOf } from './job.ts';
import { createPace, type Pace } from './pace.ts';
import type { RequestKind, SimulatedJob, SimulatorAccount, SimulatorOptions } from './simulator.ts';
import type { Voice } from './voice.ts';

const DEFAULT_BALANCE = microUsd(10_000_000_000);
const MOST_LOGS_A_MINUTE = 200;

/** Everything that a simulated service knows and keeps; in memory only. */
export type World = {
  readonly options: SimulatorOptions;
  readonly voice: Voice;
  readonly key: string;
  readonly seed: number;
  readonly jobs: Map<string, Job>;
  readonly dial: FaultDial;
  readonly account: Account;
  readonly clips: ClipStore;
  readonly requests: Record<RequestKind, number>;
  readonly paces: { readonly submit: Pace; readonly poll: Pace; readonly logs: Pace };
  /** How often the same body was submitted before, by its mark. */
  readonly repeats: Map<string, number>;
  /** Where the footage is served. */
  fileOrigin: string;
  limited: number;
  keysToFiles: number;
  now(): number;
};

/** Creates the world of a service without customers. */
export function createWorld(options: SimulatorOptions, voice: Voice): World {
  const { seed = 1, limits = {} } = options;
  return {
    options,
    voice,
    key: options.key ?? 'simulator-key',
    seed,
    jobs: new Map(),
    dial: createFaultDial(seed, options.faults ?? {}, options.provider),
    account: createAccount(voice.charging, options.balance ?? DEFAULT_BALANCE),
    clips: createClipStore(options.makeClip, options.hasCards),
    requests: { submit: 0, poll: 0, download: 0, logs: 0, billing: 0, models: 0, other: 0 },
    paces: {
      submit: createPace(limits.submitsPerSecond, 1000),
      poll: createPace(limits.pollsPerSecond, 1000),
      logs: createPace(MOST_LOGS_A_MINUTE, 60_000),
    },
    repeats: new Map(),
    fileOrigin: '',
    limited: 0,
    keysToFiles: 0,
    now: options.now ?? Date.now,
  };
}

/** The account as its owner sees it now. */
export function readAccount(world: World): SimulatorAccount {
  const now = world.now();
  world.account.settle(now);
  const movements = world.account.movements();
  const charges = movements.filter(({ type }) => type === 'charge');
  const refunds = movements.filter(({ type }) => type === 'refund');
  const net = new Map<string, number>();
  for (const { job, type, amount } of movements) {
    net.set(job, (net.get(job) ?? 0) + (type === 'charge' ? amount : -amount));
  }
  return {
    provider: world.options.provider,
    balance: world.account.balance(),
    held: world.account.held(),
    spent: microUsd(amountOf(charges) - amountOf(refunds)),
    jobs: [...world.jobs.values()].map((job) => shownJob(job, now, microUsd(net.get(job.id) ?? 0))),
    charges,
    refunds,
    requests: { ...world.requests },
    limited: world.limited,
    keysToFiles: world.keysToFiles,
  };
}

function amountOf(movements: readonly { readonly amount: MicroUsd }[]): MicroUsd {
  return sumMicroUsd(movements.map(({ amount }) => amount));
}

function shownJob(job: Job, now: number, charged: MicroUsd): SimulatedJob {
  const { id, order, price, clientRequestId, polls, downloads } = job;
  return {
    id,
    model: order.model,
    prompt: order.prompt,
    seconds: order.seconds,
    resolution: order.resolution,
    state: stateOf(job, now),
    price,
    charged,
    ...(clientRequestId === undefined ? {} : { clientRequestId }),
    createdAt: new Date(job.createdAt).toISOString(),
    polls,
    downloads,
  };
}
