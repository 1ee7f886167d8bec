import { availableParallelism } from 'node:os';
import {
  type Digest,
  type Fingerprint,
  isStoryboardError,
  type Outcome,
  type PlannedTake,
  type VideoProvider,
} from '@storyboard/core';
import { interruption } from '../abort.ts';
import type { Executed, Execution } from './execution.ts';
import { orderTakes } from './order-takes.ts';
import { routeOf } from './route-of.ts';
import { type Job, runJob } from './run-job.ts';

/** Jobs at once at a provider that works elsewhere: waiting costs this machine nothing. */
const REMOTE_CONCURRENCY = 4;

/**
 * Carries a plan out: every take that is not held is made, as many at once as the providers take, each as soon as what it
 * goes on from is there. A failed take never stops another; those that need it are blocked.
 *
 * Never throws for what a provider does: the run ends early only when it is stopped, or for a cause that would fail
 * every further take as well.
 */
export async function executePlan(execution: Execution): Promise<Executed> {
  const stop = new AbortController();
  const signal = AbortSignal.any([execution.signal, stop.signal]);
  const { plan, storyboard } = execution;
  const outcomes = new Map<string, Outcome>();
  const made = new Map<Fingerprint, Digest>();
  const waiting = new Set(plan.takes);
  const running = new Map<string, Running>();
  const ordered = orderTakes(plan, storyboard);

  const end = (take: PlannedTake, outcome: Outcome) => {
    waiting.delete(take);
    outcomes.set(take.id, outcome);
    if (outcome.status === 'succeeded') made.set(outcome.fingerprint, outcome.artifact);
    announceEnd(outcome, execution);
  };
  const start = (take: PlannedTake, job: Job) => {
    waiting.delete(take);
    const { id, shot, take: number } = take;
    const provider = job.provider.spec.id;
    execution.onEvent({ type: 'job-start', id, shot, take: number, provider, cost: costOf(take) });
    const done = runJob({ ...execution, signal }, job)
      .then((outcome) => end(take, outcome))
      .catch((error: unknown) => stop.abort(error))
      .finally(() => running.delete(id));
    running.set(id, { provider, done });
  };

  while (!signal.aborted) {
    // In the order of the film everything that a take waits for stands before it, so that one pass is enough.
    for (const take of [...waiting]) {
      const outcome = settle(take, outcomes, made, execution);
      if (outcome !== undefined) end(take, outcome);
    }
    for (const take of ordered) {
      const job = waiting.has(take) ? readyJob(take, outcomes, execution) : undefined;
      if (job !== undefined && hasRoom(job.provider, running, execution.concurrency)) start(take, job);
    }
    if (running.size === 0) break;
    await Promise.race([...running.values()].map(({ done }) => done));
  }
  await Promise.all([...running.values()].map(({ done }) => done));
  if (stop.signal.aborted && !isStoryboardError(stop.signal.reason)) throw stop.signal.reason;
  return {
    outcomes: plan.takes.flatMap(({ id }) => outcomes.get(id) ?? []),
    stopped: signal.aborted ? interruption(signal) : undefined,
  };
}

type Running = { readonly provider: string; readonly done: Promise<void> };

/** How a take ends that needs no job: it is held, was made for another one, or cannot be made any more. */
function settle(
  take: PlannedTake,
  outcomes: ReadonlyMap<string, Outcome>,
  made: ReadonlyMap<Fingerprint, Digest>,
  { held }: Execution,
): Outcome | undefined {
  const { id, shot, take: number } = take;
  const base = { id, shot, take: number };
  if (take.action === 'reuse' && take.redraw !== true) {
    const { fingerprint, provider } = routeOf(take, held);
    const { artifact } = take;
    return { ...base, status: 'succeeded', artifact, fingerprint, provider, reused: true, cost: undefined };
  }
  const missing = take.after.find((before) => {
    const outcome = outcomes.get(before);
    return outcome !== undefined && outcome.status !== 'succeeded';
  });
  if (missing !== undefined) return { ...base, status: 'blocked', by: missing };
  for (const { fingerprint, provider } of take.routes) {
    const artifact = made.get(fingerprint);
    if (artifact === undefined) continue;
    return { ...base, status: 'succeeded', artifact, fingerprint, provider, reused: true, cost: undefined };
  }
  return undefined;
}

/** The job of a take that needs one and whose earlier takes are all there; a take in doubt waits for a person. */
function readyJob(
  take: PlannedTake,
  outcomes: ReadonlyMap<string, Outcome>,
  { providers, held }: Execution,
): Job | undefined {
  if (take.action === 'in-doubt' || !take.after.every((id) => outcomes.has(id))) return undefined;
  const route = routeOf(take, held);
  const provider = providers.get(route.provider);
  if (provider === undefined) return undefined;
  const operation = take.action === 'resume' ? take.operation : undefined;
  return { take, route, provider, operation, continued: footageBefore(take, outcomes) };
}

/**
 * Of the very take that was waited for: its fingerprint does not find it where a provider further down its list made it,
 * or where it is one of several drawings of the same request.
 */
function footageBefore(take: PlannedTake, outcomes: ReadonlyMap<string, Outcome>): Digest | undefined {
  const [first] = take.after;
  const outcome = first === undefined ? undefined : outcomes.get(first);
  return outcome?.status === 'succeeded' ? outcome.artifact : undefined;
}

function hasRoom(
  { spec }: VideoProvider,
  running: ReadonlyMap<string, Running>,
  concurrency: number | undefined,
): boolean {
  const there = [...running.values()].filter(({ provider }) => provider === spec.id).length;
  // Drawing keeps more than one core busy by itself.
  const usual = spec.local ? Math.max(1, Math.floor(availableParallelism() / 2)) : REMOTE_CONCURRENCY;
  return there < (concurrency ?? usual);
}

function costOf(take: PlannedTake) {
  return take.action === 'generate' ? take.cost : undefined;
}

function announceEnd(outcome: Outcome, { onEvent }: Execution): void {
  const { id, status } = outcome;
  if (status === 'succeeded') {
    const { reused, artifact } = outcome;
    onEvent({ type: 'job-end', id, status: reused ? 'reused' : 'succeeded', artifact });
  } else if (status === 'failed') {
    onEvent({ type: 'job-end', id, status, failure: outcome.failure });
  } else if (status === 'blocked') {
    onEvent({ type: 'job-end', id, status, by: outcome.by });
  }
}
