import { availableParallelism } from 'node:os';
import {
  isStoryboardError,
  type Outcome,
  type PlannedTake,
  type StoryboardError,
  type VideoProvider,
} from '@storyboard/core';
import pLimit from 'p-limit';
import { interruption, laterSignal } from '../abort.ts';
import { createEmbeddedPort } from '../jobs/embedded-port.ts';
import type { JobEnd } from '../jobs/live-job.ts';
import { announceEnd } from './announce-end.ts';
import type { EarlierTake, Executed, Execution, Run } from './execution.ts';
import { fetchStray } from './fetch-stray.ts';
import { USUAL_POLICY } from './job-policy.ts';
import { createLane } from './lane.ts';
import { makeTake } from './make-take.ts';
import { orderTakes } from './order-takes.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { scheduleTakes } from './schedule-takes.ts';
import { rescueJob } from './unrecorded.ts';

/** What holds for a remote provider that states no limits. */
const CAREFUL = { concurrency: 4, submitsPerSecond: 2, pollsPerSecond: 10 };

/** More only makes the disk, and the check of what came, slower. */
const DOWNLOADS_AT_ONCE = 8;

/**
 * Carries a plan out: every take that is not held is made, as many at once as the providers take, each as soon as what it
 * goes on from is there. A failed take never stops another; those that need it are blocked. What is paid for and no longer
 * asked for is fetched as well.
 *
 * Never throws for what a provider does: the run ends early only when it is stopped, or for a cause that would fail
 * every further take as well.
 */
export async function executePlan(execution: Execution): Promise<Executed> {
  const stop = new AbortController();
  const signal = AbortSignal.any([execution.signal, stop.signal]);
  const policy = { ...USUAL_POLICY, ...execution.policy };
  using sending = laterSignal(signal, policy.submitGraceMs);
  const run = startRun({ ...execution, signal }, policy, sending.signal);
  const { plan } = execution;
  const full = roomTrouble(execution);
  if (full !== undefined) return { outcomes: [], stopped: full };
  const outcomes = new Map<string, Outcome>();
  const ongoing = new Set<Promise<void>>();
  const ranks = new Map(orderTakes(plan, execution.storyboard).map(({ id }, rank) => [id, rank]));
  const planned = new Map(plan.takes.map((take) => [take.id, take]));

  // What goes on elsewhere comes to its end before this function does: a request on its way is still answered.
  const track = <T>(work: Promise<T>): Promise<T> => {
    const settled: Promise<void> = work.then(noop, noop).then(() => void ongoing.delete(settled));
    ongoing.add(settled);
    return work;
  };
  const rankOf = ({ id }: PlannedTake) => ranks.get(id) ?? 0;
  const takes = scheduleTakes({
    takes: signal.aborted ? [] : plan.takes,
    rankOf,
    make: (take, earlier) => track(makeTake(run, take, rankOf(take), earlierTake(take, earlier, planned))),
    onEnd: (take, outcome) => {
      outcomes.set(take.id, outcome);
      announceEnd(outcome, execution);
    },
  });
  const patience = new AbortController();
  const patient = withSignal(run, AbortSignal.any([signal, patience.signal]));
  const strays = (signal.aborted ? [] : plan.strays).map((stray) =>
    track(fetchStray(patient, stray, patience.signal)),
  );
  const impatience = takes.then(() => setTimeout(() => patience.abort(), policy.strayMs), noop);
  await Promise.all([takes, ...strays]).catch((error: unknown) => stop.abort(error));
  clearTimeout((await impatience) ?? undefined);
  while (ongoing.size > 0) await Promise.all(ongoing);
  if (stop.signal.aborted && !isStoryboardError(stop.signal.reason)) throw stop.signal.reason;
  return {
    outcomes: plan.takes.flatMap(({ id }) => outcomes.get(id) ?? []),
    stopped: signal.aborted ? interruption(signal) : undefined,
  };
}

function noop(): void {}

/** Said before anything is begun: no take that has to be paid for could be claimed. */
function roomTrouble({ plan, providers, ledger }: Execution): StoryboardError | undefined {
  const isPaid = ({ routes }: PlannedTake) => providers.get(routes[0].provider)?.spec.local === false;
  if (!plan.takes.some((take) => take.action === 'generate' && isPaid(take))) return undefined;
  try {
    ledger.requireRoom();
    return undefined;
  } catch (thrown) {
    if (isStoryboardError(thrown)) return thrown;
    throw thrown;
  }
}

function startRun(execution: Execution, policy: Run['policy'], sendingSignal: AbortSignal): Run {
  const { clock, signal } = execution;
  const timing = { clock, signal };
  const limits = new Map(
    [...execution.providers].map(([id, provider]) => [id, limitsOf(execution, id, provider)]),
  );
  const polls = new Map(
    [...limits].map(([id, limit]) => [id, createRateLimit(limit.pollsPerSecond, timing)]),
  );
  const run: Omit<Run, 'start'> = {
    ...execution,
    policy,
    random: execution.random ?? Math.random,
    shots: new Map(execution.storyboard.shots.map((shot) => [shot.id, shot])),
    lanes: new Map([...limits].map(([id, limit]) => [id, createLane(limit, timing)])),
    polls,
    limitDownloads: pLimit(DOWNLOADS_AT_ONCE),
    limitDecoding: limitDecoding([...polls.values()]),
    live: new Set(),
    jobs: new Map(),
    sendingSignal,
  };
  return withSignal(run, signal);
}

/** The same run for jobs that may be stopped by themselves. */
function withSignal(run: Omit<Run, 'start'>, signal: AbortSignal): Run {
  const { clock, ledger } = run;
  const start = createEmbeddedPort<JobEnd>({
    ledger,
    sleep: (milliseconds) => clock.sleep(milliseconds, { signal }),
    whenUnrecorded: (unrecorded) => rescueJob(run, unrecorded),
  });
  return { ...run, signal, start };
}

/** Looking keeps a core busy, and must not keep questions about other jobs from being asked. */
function limitDecoding(polls: readonly RateLimit[]): Run['limitDecoding'] {
  const few = pLimit(halfOfTheCores());
  const many = pLimit(availableParallelism());
  return (look) => (polls.some(({ isWaitedFor }) => isWaitedFor()) ? few : many)(look);
}

function halfOfTheCores(): number {
  return Math.max(1, Math.floor(availableParallelism() / 2));
}

/** Those of the catalogue, which the user may have changed, before the provider's own. */
function limitsOf({ catalogue, concurrency, limits }: Execution, id: string, { spec }: VideoProvider) {
  const stated = catalogue.find((known) => known.id === id)?.limits ?? spec.limits;
  // Drawing keeps more than one core busy by itself.
  const usual = spec.local
    ? {
        concurrency: halfOfTheCores(),
        submitsPerSecond: Number.POSITIVE_INFINITY,
        pollsPerSecond: Number.POSITIVE_INFINITY,
      }
    : { ...CAREFUL, ...stated, ...limits?.get(id) };
  return concurrency === undefined ? usual : { ...usual, concurrency };
}

/** Of the very take that was waited for: of several drawings of the same request only one is it. */
function earlierTake(
  take: PlannedTake,
  outcome: Outcome | undefined,
  planned: ReadonlyMap<string, PlannedTake>,
): EarlierTake | undefined {
  const [first] = take.after;
  const before = first === undefined ? undefined : planned.get(first);
  if (outcome?.status !== 'succeeded' || before === undefined) return undefined;
  const { artifact, fingerprint } = outcome;
  return { artifact, fingerprint, planned: before.fingerprint };
}
