import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import {
  type MicroUsd,
  microUsd,
  type PlannedTake,
  pickedTake,
  type ResolvedStoryboard,
  sumMicroUsd,
} from '@storyboard/core';
import { artifactFile } from '../artifacts/artifact-store.ts';
import { filmId } from '../ledger/film-id.ts';
import type { LedgerJob, LedgerReading } from '../ledger/ledger.ts';
import { readLedger } from '../ledger/read-ledger.ts';
import { type PlannedRender, type PlanOptions, planStoryboard } from '../plan/plan-storyboard.ts';
import { jobStatus } from './job-status.ts';
import type { JobStatus, ReadStatus, SpendingStatus, StoryboardStatus, TakeStatus } from './status.ts';

/**
 * What the ledger knows of a storyboard: every take with what became of it, what was spent, what is in flight and in
 * doubt. Writes nothing, asks nobody.
 *
 * @param file as the user typed it
 * @throws StoryboardError `store-unusable` where the ledger cannot be read, `lock-unusable`
 */
export async function readStatus(file: string, options: PlanOptions): Promise<ReadStatus> {
  const planned = await planStoryboard(file, { ...options, asWritten: true });
  const { project, texts, diagnostics } = planned;
  if (!planned.ok) return { ok: false, project, texts, diagnostics };
  const film = filmId(join(project.folder, project.root), planned.storeFolder);
  const reading = readLedger(planned.storeFolder, film);
  return { ok: true, project, texts, diagnostics, status: statusOf(planned, reading, film, options) };
}

function statusOf(
  planned: PlannedRender,
  reading: LedgerReading,
  film: string,
  options: PlanOptions,
): StoryboardStatus {
  const { plan, storyboard, storeFolder } = planned;
  const byFingerprint = Map.groupBy(reading.jobs, ({ fingerprint }) => fingerprint);
  const order = new Map(reading.jobs.map(({ job }, index) => [job, index]));
  const jobs = new Map(reading.jobs.map((job) => [job.job, job]));
  const costOf = (job: string): MicroUsd | undefined => jobs.get(job)?.charged ?? jobs.get(job)?.reserved;
  const show = (job: LedgerJob) => jobStatus(job, reading, storeFolder);
  const lastOf = (take: PlannedTake): LedgerJob | undefined =>
    [take.fingerprint, ...take.routes.map(({ fingerprint }) => fingerprint)]
      .flatMap((fingerprint) => byFingerprint.get(fingerprint) ?? [])
      .reduce<LedgerJob | undefined>(
        (last, job) => ((order.get(job.job) ?? 0) >= (order.get(last?.job ?? '') ?? -1) ? job : last),
        undefined,
      );
  const lastJobs = new Map(plan.takes.map((take) => [take.id, lastOf(take)]));
  const shown = new Set([...lastJobs.values()].map((job) => job?.job));
  const picked = new Map(storyboard.shots.map((shot) => [shot.id, pickedTake(planned, shot)]));
  const own = reading.jobs.filter((job) => job.film === film);
  const isUndecided = ({ status }: LedgerJob) => status.state === 'in-doubt' || status.state === 'lost';
  return {
    storyboard: plan.storyboard,
    storeFolder,
    takes: plan.takes.map((take) => {
      const job = lastJobs.get(take.id);
      return takeStatus(take, job === undefined ? undefined : show(job), picked, planned, {
        ...reading,
        costOf,
      });
    }),
    otherJobs: own.filter(({ job }) => !shown.has(job)).map(show),
    undecided: own.filter(isUndecided).map(show),
    spending: spendingOf(own, plan.takes, storyboard, options),
  };
}

type Memory = Pick<LedgerReading, 'takes'> & {
  /** What a job of the ledger costs; absent where nobody knows. */
  readonly costOf: (job: string) => MicroUsd | undefined;
};

function takeStatus(
  take: PlannedTake,
  job: JobStatus | undefined,
  picked: ReadonlyMap<string, number>,
  planned: PlannedRender,
  reading: Memory,
): TakeStatus {
  const decided = take.routes.find(({ fingerprint }) => fingerprint === take.fingerprint) ?? take.routes[0];
  const state = takeState(take, job);
  const tried = state === 'failed' ? job : undefined;
  return {
    id: take.id,
    shot: take.shot,
    take: take.take,
    picked: picked.get(take.shot) === take.take,
    state,
    why: take.why,
    provider: tried?.provider ?? (take.action === 'generate' ? decided.provider : take.provider),
    model: tried?.model ?? decided.model,
    fingerprint: take.fingerprint,
    footage: take.action === 'reuse' ? footageOf(take, planned, reading) : undefined,
    job,
    price: take.action === 'generate' ? take.cost : undefined,
  };
}

function takeState(take: PlannedTake, job: JobStatus | undefined): TakeStatus['state'] {
  if (take.action === 'reuse') return 'made';
  if (take.action === 'resume') return 'in-flight';
  if (take.action === 'in-doubt') return 'in-doubt';
  if (job?.state === 'sending') return 'in-flight';
  return job?.state === 'failed' || job?.state === 'refused' ? 'failed' : 'not-made';
}

function footageOf(
  { fingerprint, artifact, origin }: PlannedTake & { readonly action: 'reuse' },
  { storeFolder, lock }: PlannedRender,
  { takes, costOf }: Memory,
): TakeStatus['footage'] {
  const file = artifactFile({ path: storeFolder }, artifact);
  const known = takes.get(fingerprint);
  if (known?.artifact === artifact) {
    const cost = known.job === undefined ? microUsd(0) : costOf(known.job);
    return { artifact, file, sizeBytes: known.sizeBytes, made: known.made, origin, cost };
  }
  // Footage that only the lock file knows.
  const entries = [...(lock?.shots.values() ?? [])];
  const locked = entries.find((entry) => entry.fingerprint === fingerprint && entry.sha256 === artifact);
  const sizeBytes = lstatSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return { artifact, file, sizeBytes, made: locked?.made, origin, cost: locked?.cost };
}

function spendingOf(
  jobs: readonly LedgerJob[],
  takes: readonly PlannedTake[],
  { budget }: ResolvedStoryboard,
  { ceilings = [] }: PlanOptions,
): SpendingStatus {
  const countedIn = (...states: readonly LedgerJob['status']['state'][]): MicroUsd =>
    sumMicroUsd(jobs.filter(({ status }) => states.includes(status.state)).map(({ counted }) => counted));
  const limits = [budget.limit, ...ceilings.map(({ amount }) => amount)].filter(
    (limit) => limit !== undefined,
  );
  const costs = takes.flatMap((take) => (take.action === 'generate' ? [take.cost] : []));
  const inFlight = countedIn('sending', 'in-flight', 'ready');
  return {
    spent: sumMicroUsd([inFlight, countedIn('stored', 'failed', 'pay-again', 'refused', 'abandoned')]),
    inFlight,
    inDoubt: countedIn('in-doubt', 'lost'),
    toMake: sumMicroUsd(costs.flatMap((cost) => (cost.known ? [cost.amount] : []))),
    unpriced: costs.filter(({ known }) => !known).length,
    limit: limits.reduce<MicroUsd | undefined>(
      (lowest, limit) => (lowest === undefined || limit < lowest ? limit : lowest),
      undefined,
    ),
    total: budget.total,
  };
}
