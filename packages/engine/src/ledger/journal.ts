import type { DatabaseSync } from 'node:sqlite';
import { type Cost, type MicroUsd, microUsd, sumMicroUsd } from '@storyboard/core';
import { openDurations } from './durations.ts';
import { modelKey } from './model-key.ts';
import { countedFor, type FactName, type JobFacts, NOTHING_KNOWN, stateOf, withFact } from './replay.ts';
import { madeHere, readVisible, visible } from './visible-record.ts';

/** A row of the table `job`, and what is known of it. */
export type JobRecord = {
  readonly job: string;
  readonly fingerprint: string;
  readonly attempt: number;
  readonly submission: string;
  readonly run: string;
  readonly film: string;
  readonly shot: string;
  readonly take: number;
  readonly provider: string;
  readonly origin: string | undefined;
  readonly model: string;
  readonly price: Cost;
  readonly reserved: MicroUsd | undefined;
  readonly at: string;
  readonly facts: JobFacts;
};

/** The ledger's jobs in memory, in the order in which they were claimed. */
export type Journal = {
  /** Reads what was written since the last time; within a transaction, so that jobs and their facts fit together. */
  readonly catchUp: () => void;
  readonly jobs: ReadonlyMap<string, JobRecord>;
  /** The attempts at a fingerprint, oldest first. */
  readonly attemptsOf: (fingerprint: string) => readonly JobRecord[];
  /** What the jobs of a film, or those of a run, count together. */
  readonly counted: { readonly film: (film: string) => MicroUsd; readonly run: (run: string) => MicroUsd };
  /** Seconds that jobs of a model took to succeed which one run saw from beginning to end; newest first, at most fifty. */
  readonly durations: (provider: string, model: string) => readonly number[];
  /** The most that a service said it took for one job of a model, whichever film it was for. */
  readonly mostCharged: (provider: string, model: string) => MicroUsd | undefined;
  /** Jobs of which nobody knows whether they are paid, or whose footage is lost. */
  readonly unsettled: () => Iterable<JobRecord>;
};

const JOBS = `SELECT seq, job, fingerprint, attempt, submission, run, film, shot, take, provider, origin, model, price, reserved, at
  FROM job WHERE seq > ? ORDER BY seq`;
/** Far cheaper than reading on from there, which mostly finds nothing: thousands of jobs are looked at one after the other. */
const LAST = 'SELECT (SELECT max(seq) FROM job) AS job, (SELECT max(seq) FROM fact) AS fact';
const FACTS = 'SELECT seq, job, round, name, result, run, at FROM fact WHERE seq > ? ORDER BY seq';

/** A journal that has read nothing yet. Every amount it has is a sum of what was read, kept up to date fact by fact. */
export function openJournal(database: DatabaseSync): Journal {
  const selectJobs = database.prepare(JOBS);
  const selectFacts = database.prepare(FACTS);
  const selectLast = database.prepare(LAST);
  const jobs = new Map<string, JobRecord>();
  const attempts = new Map<string, string[]>();
  const byFilm = new Map<string, MicroUsd>();
  const byRun = new Map<string, MicroUsd>();
  const unsettled = new Set<string>();
  const most = new Map<string, MicroUsd>();
  const lasted = openDurations();
  let lastJob = 0;
  let lastFact = 0;

  const put = (record: JobRecord, before: MicroUsd) => {
    jobs.set(record.job, record);
    const more = microUsd(countedFor(record.facts, record.reserved) - before);
    byFilm.set(record.film, sumMicroUsd([byFilm.get(record.film) ?? microUsd(0), more]));
    byRun.set(record.run, sumMicroUsd([byRun.get(record.run) ?? microUsd(0), more]));
    const { charged } = record.facts;
    const model = modelKey(record.provider, record.model);
    if (charged !== undefined && charged > (most.get(model) ?? -1)) most.set(model, charged);
    if (UNSETTLED.has(stateOf(record.facts).state)) unsettled.add(record.job);
    else unsettled.delete(record.job);
  };
  return {
    jobs,
    attemptsOf: (fingerprint) =>
      (attempts.get(fingerprint) ?? []).flatMap((job) => {
        const record = jobs.get(job);
        return record === undefined ? [] : [record];
      }),
    counted: {
      film: (film) => byFilm.get(film) ?? microUsd(0),
      run: (run) => byRun.get(run) ?? microUsd(0),
    },
    durations: lasted.of,
    mostCharged: (provider, model) => most.get(modelKey(provider, model)),
    unsettled: () => [...unsettled].flatMap((job) => jobs.get(job) ?? []),
    catchUp: () => {
      const last = selectLast.get();
      if (last?.['job'] === lastJob && (last['fact'] ?? 0) === lastFact) return;
      for (const row of selectJobs.iterate(lastJob)) {
        const record = recordOf(row as JobRow);
        put(record, microUsd(0));
        attempts.set(record.fingerprint, [...(attempts.get(record.fingerprint) ?? []), record.job]);
        lastJob = Number(row['seq']);
      }
      for (const row of selectFacts.iterate(lastFact)) {
        const { job, round, name, result, run, at } = row as FactRow;
        const record = jobs.get(job);
        if (record === undefined) throw new RangeError(`There is no job ${job}.`);
        const fact = { round, name, result: readVisible(result) };
        lasted.hear(record, { ...fact, run, at });
        const facts = withFact(record.facts, fact);
        put({ ...record, facts }, countedFor(record.facts, record.reserved));
        lastFact = Number(row['seq']);
      }
    },
  };
}

const UNSETTLED: ReadonlySet<string> = new Set(['sending', 'in-doubt', 'lost']);

type JobRow = Omit<JobRecord, 'origin' | 'price' | 'reserved' | 'facts'> & {
  readonly origin: string | null;
  readonly price: string;
  readonly reserved: number | null;
};

type FactRow = {
  readonly job: string;
  readonly round: number;
  readonly name: FactName;
  readonly result: string;
  readonly run: string;
  readonly at: string;
};

function recordOf({ origin, price, reserved, ...row }: JobRow): JobRecord {
  return {
    ...row,
    job: madeHere(row.job),
    fingerprint: madeHere(row.fingerprint),
    submission: madeHere(row.submission),
    run: madeHere(row.run),
    shot: visible(row.shot),
    provider: visible(row.provider),
    origin: origin === null ? undefined : visible(origin),
    model: visible(row.model),
    at: visible(row.at),
    price: readVisible(price) as Cost,
    reserved: reserved === null ? undefined : microUsd(reserved),
    facts: NOTHING_KNOWN,
  };
}
