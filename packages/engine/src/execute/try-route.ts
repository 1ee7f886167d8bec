import type {
  Failure,
  Fingerprint,
  Outcome,
  PlannedTake,
  Route,
  Submission,
  VideoProvider,
} from '@storyboard/core';
import { formatUsd } from '@storyboard/core';
import { interruption } from '../abort.ts';
import { verifyArtifact } from '../artifacts/artifact-store.ts';
import { type JobEnd, liveJob } from '../jobs/live-job.ts';
import type { Claimed } from '../ledger/ledger.ts';
import { cleanMessage } from './clean-message.ts';
import { continueJob } from './continue-job.ts';
import { drawTake } from './draw-take.ts';
import { endsRun, messageOf } from './ends-run.ts';
import type { EarlierTake, Run } from './execution.ts';
import { jobWorld } from './job-world.ts';
import type { Slot } from './lane.ts';
import { retryDelayMs } from './retry.ts';
import { submissionOf } from './submission-of.ts';
import { outcomeBase, reusedOutcome, takeOutcome } from './take-outcome.ts';

/** One way to make a take, to be tried. */
export type Try = {
  readonly take: PlannedTake;
  readonly route: Route;
  /** Fingerprints of the take's other routes. */
  readonly others: readonly Fingerprint[];
  readonly rank: number;
  readonly earlier: EarlierTake | undefined;
  /** Whether it was told that the take is being made. */
  readonly started: { told: boolean };
};

/** The provider certainly did not take the job; `closed`: it was not even asked. */
export type Refused = { readonly refused: Failure; readonly closed: boolean };

/** Tries to have a take made by one provider, again where that says to come later. */
export async function tryRoute(run: Run, asked: Try): Promise<Outcome | Refused> {
  const { route, rank } = asked;
  const provider = run.providers.get(route.provider);
  const lane = run.lanes.get(route.provider);
  if (provider === undefined || lane === undefined) {
    const known = run.unavailable?.get(route.provider);
    const message = known?.message ?? `Jobs cannot be given to ${route.provider}.`;
    return { refused: { kind: 'auth', message }, closed: true };
  }
  const failures = { quota: 0, transient: 0 };
  while (true) {
    const slot = await lane.enter(rank, failures.quota);
    if ('kind' in slot) return { refused: slot, closed: true };
    try {
      const tried = await tryOnce(run, { ...asked, provider, slot });
      if (!('again' in tried)) return tried;
      if (tried.again === undefined) continue;
      const { failure, retryAfterMs } = tried.again;
      slot.end();
      if (run.signal.aborted) throw interruption(run.signal);
      const afterMs = waitAfter(run, failures, failure, retryAfterMs);
      if (afterMs === undefined) {
        if (failure.kind === 'auth' || failure.kind === 'balance') lane.close(failure);
        return { refused: failure, closed: false };
      }
      const { id } = asked.take;
      run.onEvent({ type: 'job-retry', id, provider: provider.spec.id, reason: failure.message, afterMs });
      // Too much for the service: the lane itself waits, for all jobs.
      if (failure.kind !== 'quota') await run.clock.sleep(afterMs, { signal: run.signal });
    } finally {
      slot.end();
    }
  }
}

type Once = Try & { readonly provider: VideoProvider; readonly slot: Slot };

type Again = {
  /** What was refused; absent where only the ledger has changed. */
  readonly again: { readonly failure: Failure; readonly retryAfterMs: number | undefined } | undefined;
};

async function tryOnce(run: Run, once: Once): Promise<Outcome | Again> {
  const { take, route, provider, slot, started } = once;
  const { id, shot, take: number } = take;
  if (!started.told) {
    started.told = true;
    const { cost } = route;
    run.onEvent({ type: 'job-start', id, shot, take: number, provider: provider.spec.id, cost });
  }
  if (provider.spec.local) return drawTake(run, once);
  const prepared = await prepare(run, once);
  if ('status' in prepared) return prepared;
  const claimed = claim(run, once);
  switch (claimed.status) {
    case 'held':
      if (await verifyArtifact(run.store, claimed.artifact, run.signal)) return reusedOutcome(take, claimed);
      slot.end();
      return joinJob(run, once, claimed.job);
    case 'over-budget':
      return overBudget(take, route, claimed);
    case 'price-awaited':
      if (claimed.inDoubt) return heldForDoubt(run, take, route, claimed.job);
      slot.end();
      await run.clock.sleep(run.policy.elsewhereMs, { signal: run.signal });
      return { again: undefined };
    case 'in-flight':
    case 'in-doubt':
      slot.end();
      return joinJob(run, once, claimed.job);
    case 'claimed': {
      const job = run.ledger.jobOf(claimed.job);
      if (job === undefined) throw new RangeError(`The ledger has no job ${claimed.job}.`);
      run.live.add(claimed.submissionId);
      const sends = { submission: prepared, cost: route.cost };
      // As it was planned: what the ledger remembers of a request is cleaned.
      const world = jobWorld(run, { id, job: { ...job, request: route.request }, provider, slot, sends });
      run.jobs.set(claimed.job, { id, provider: provider.spec.id });
      const life = run.start(claimed.job, (port) => liveJob(port, world));
      const end = await life.catch((error: unknown) => doubtWhenStopped(run, claimed.job, error));
      run.jobs.delete(claimed.job);
      if (end.status === 'refused') return { again: againAfter(end) };
      if (end.status === 'in-doubt') run.lanes.get(route.provider)?.doubt();
      if (end.status !== 'stored' && end.status !== 'failed') run.ledger.letGo(claimed.job);
      return takeOutcome(take, job, end, true);
    }
  }
}

/** A run that is stopped while it looks for a lost submission ends with what it knows: nothing. */
function doubtWhenStopped({ ledger, signal }: Run, name: string, error: unknown): JobEnd {
  const status = signal.aborted && !endsRun(signal.reason) ? ledger.jobOf(name)?.status : undefined;
  if (status?.state !== 'in-doubt') throw error;
  return { status: 'in-doubt', reason: status.reason };
}

function againAfter({ failure, retryAfterMs }: Extract<JobEnd, { status: 'refused' }>) {
  return { failure, retryAfterMs };
}

/** The references of a take, before anything is claimed for it. */
async function prepare(run: Run, { take, route, earlier }: Once): Promise<Submission | Outcome> {
  try {
    return await submissionOf(run, take.shot, route, earlier);
  } catch (error) {
    if (run.signal.aborted) throw interruption(run.signal);
    if (endsRun(error)) throw error;
    const failure = { kind: 'unknown', message: cleanMessage(messageOf(error)) } as const;
    return { ...outcomeBase(take), provider: route.provider, status: 'failed', failure };
  }
}

function claim({ ledger, spending, signal, origins }: Run, { take, route, others }: Once): Claimed {
  if (signal.aborted) throw interruption(signal);
  const { fingerprint, provider, model, cost, request } = route;
  const origin = origins?.get(provider);
  const { shot, take: number } = take;
  const intent = { fingerprint, others, shot, take: number, provider, origin, model, cost, request };
  return ledger.claim(intent, spending);
}

/** Of another run, or of a take of this run that asks for the same; perhaps at another provider of the list. */
async function joinJob(run: Run, { take, route }: Once, name: string): Promise<Outcome | Again> {
  const { job, end, elsewhere } = await continueJob(run, take.id, name);
  if (end.status === 'stored') return reusedOutcome(take, { ...job, artifact: end.artifact });
  // What another provider does not take, this one may.
  const isOther = job.fingerprint !== route.fingerprint;
  if (end.status === 'refused') return { again: isOther ? undefined : againAfter(end) };
  // What failed elsewhere leaves the take to be made here, as it was agreed to.
  if (elsewhere && end.status === 'failed') return { again: undefined };
  return takeOutcome(take, job, end, false);
}

function overBudget(
  take: PlannedTake,
  { provider, cost }: Route,
  { limit, ceiling, committed, reserve }: Extract<Claimed, { status: 'over-budget' }>,
): Outcome {
  const price = reserve === undefined ? 'an unknown price' : formatUsd(reserve);
  const guess = cost.known || reserve === undefined ? '' : ', as its model has cost before';
  const whose = limit === 'render' ? 'one render' : 'the film over its whole life';
  const reason = `With ${price} more${guess}, ${whose} would pass its limit of ${formatUsd(ceiling)}: ${formatUsd(committed)} is spent, reserved or in doubt.`;
  return { ...outcomeBase(take), provider, status: 'held-back', reason };
}

/** Nobody can say what a limit leaves while a job may be paid that has no price. */
function heldForDoubt({ ledger }: Run, take: PlannedTake, { provider }: Route, name: string): Outcome {
  const job = ledger.jobOf(name);
  const whose = job === undefined ? 'Another job' : `A job of ${job.shot}`;
  const reason = `${whose} is in doubt, and its price is unknown, as the price of this take is; a limit allows one such job at a time.`;
  return { ...outcomeBase(take), provider, status: 'held-back', reason };
}

/** How long to wait before a refused job is submitted again; absent where it is not. */
function waitAfter(
  { policy, random }: Run,
  failures: { quota: number; transient: number },
  { kind }: Failure,
  retryAfterMs: number | undefined,
): number | undefined {
  if (kind !== 'quota' && kind !== 'transient') return undefined;
  failures[kind] += 1;
  const tries = kind === 'quota' ? policy.tooMuchTries : policy.transientTries;
  return failures[kind] >= tries ? undefined : retryDelayMs(failures[kind], random, retryAfterMs);
}
