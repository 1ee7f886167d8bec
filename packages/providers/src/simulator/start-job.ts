import { microUsd } from '@storyboard/core/units';
import { chance, mark } from './chance.ts';
import type { FaultName } from './fault-list.ts';
import type { Fate, Job } from './job.ts';
import { type Order, priceOf } from './order.ts';
import type { World } from './world.ts';

const DEFAULT_SECONDS = [2, 5] as const;
/** The part of a job's time that it waits in the queue. */
const QUEUED = 0.2;

/** Starts the job of an order and opens its account, where the balance allows it. */
export function startJob(
  world: World,
  { order, args }: { readonly order: Order; readonly args: unknown },
  subject: string,
  { clientRequestId, isDouble }: { readonly clientRequestId: string | undefined; readonly isDouble: boolean },
): Job | 'no balance' {
  const price = microUsd(priceOf(order, world.voice.spec) * (isDouble ? 2 : 1));
  const createdAt = world.now();
  world.account.settle(createdAt);
  if (price > world.account.available()) return 'no balance';
  const { jobSeconds = DEFAULT_SECONDS } = world.options;
  const [min, max] = typeof jobSeconds === 'number' ? [jobSeconds, jobSeconds] : jobSeconds;
  const durationMs = 1000 * (min + (max - min) * chance(world.seed, 'duration', subject));
  const job: Job = {
    id: world.voice.jobId(mark(world.seed, 'job', subject)),
    order,
    price,
    clientRequestId,
    createdAt,
    generatingAt: createdAt + durationMs * QUEUED,
    endsAt: createdAt + durationMs,
    fate: fateOf(world, world.dial.strike('job', subject, order.prompt)),
    args,
    polls: 0,
    downloads: 0,
    isSettled: false,
    link: undefined,
  };
  world.jobs.set(job.id, job);
  world.account.open(job);
  return job;
}

function fateOf(world: World, fault: FaultName | undefined): Fate {
  switch (fault) {
    case 'moderation':
    case 'moderation-charged':
      return {
        end: 'failed',
        kind: 'moderation',
        message: 'Output data may contain inappropriate content.',
        charged: fault === 'moderation-charged',
      };
    case 'job-failed':
    case 'job-failed-charged':
      return {
        end: 'failed',
        kind: 'transient',
        message: 'Generation failed: the model had an internal error.',
        charged: fault === 'job-failed-charged',
      };
    case 'hostile-words':
      return {
        end: 'failed',
        kind: 'unknown',
        message: `\u001b[2J\u202eFailed\u0007 for ${world.key}: https://cdn.example/a.mp4?Expires=1&Signature=c2VjcmV0`,
        charged: false,
      };
    case 'reference-unreachable':
      return {
        end: 'failed',
        kind: 'invalid-input',
        message: 'Failed to download the reference video: the url is not reachable.',
        charged: false,
      };
    case 'opaque-error':
      return { end: 'opaque', charged: false };
    case 'stuck':
      return { end: 'never' };
    default:
      return { end: 'completed' };
  }
}
