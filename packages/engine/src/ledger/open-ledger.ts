import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '@storyboard/core';
import { errorCode } from '../files/error-code.ts';
import { freeBytes } from '../files/free-bytes.ts';
import { claimJob } from './claim-job.ts';
import { committedBy } from './guard.ts';
import { type JobRecord, type Journal, openJournal } from './journal.ts';
import type { Ledger, NewStep, NewTake } from './ledger.ts';
import { ledgerJob, stateNow } from './ledger-job.ts';
import { damagedLedger, ledgerTrouble } from './ledger-trouble.ts';
import { inSnapshot, inTransaction, openDatabase } from './open-database.ts';
import type { FactName } from './replay.ts';
import { requireRoom } from './require-room.ts';
import { isRunAlive, lockRun, removeDeadLocks } from './run-lock.ts';
import { openStatements } from './statements.ts';
import { writeStep } from './write-step.ts';

/** What a run tells the ledger that it opens. */
export type LedgerOptions = {
  /** `filmId` of the storyboard. */
  readonly film: string;
  /** Milliseconds since 1970, for people to read; it never decides anything. */
  readonly now: () => number;
  /** UUID; a new one where absent. */
  readonly run?: string;
  /** Bytes that can still be written to a folder's disk. */
  readonly freeBytes?: (folder: string) => number;
};

/**
 * Opens the ledger of a store for one run, and makes it where it is missing.
 *
 * @param storeFolder absolute path of a folder that is there
 * @throws StoryboardError `store-unusable` where it cannot be written, is damaged, or is not a ledger of this program
 */
export function openLedger(storeFolder: string, options: LedgerOptions): Ledger {
  const { film, now, run = randomUUID() } = options;
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      // What a ledger holds that is not readable as what it should be is damage; our own code throws neither here.
      if (
        error instanceof SyntaxError ||
        error instanceof TypeError ||
        errorCode(error) === 'ERR_OUT_OF_RANGE'
      ) {
        throw damagedLedger(storeFolder, error);
      }
      throw ledgerTrouble(storeFolder, error);
    }
  };
  const { database, lock } = guarded(() => openForRun(storeFolder, run));
  const journal = openJournal(database);
  const statements = openStatements(database);
  const isAlive = (other: string) => other === run || isRunAlive(storeFolder, other);
  const isAtWorkElsewhere = (job: string) => {
    const worker = statements.workerOf(job);
    return worker !== undefined && worker !== run && isAlive(worker);
  };
  const time = () => new Date(now()).toISOString();
  const reading = <T>(work: () => T): T =>
    guarded(() =>
      inSnapshot(database, () => {
        journal.catchUp();
        return work();
      }),
    );
  const writing = <T>(work: () => T): T =>
    guarded(() =>
      inTransaction(database, () => {
        journal.catchUp();
        return work();
      }),
    );
  // Who is at work on what says nothing any more once the process, let alone the machine, has stopped: thousands of jobs
  // are taken up at once, and none of them waits for the disk.
  const writingUnsynced = <T>(work: () => T): T =>
    guarded(() => {
      database.exec('PRAGMA synchronous = NORMAL');
      try {
        return writing(work);
      } finally {
        database.exec('PRAGMA synchronous = FULL');
      }
    });
  const show = (record: JobRecord) =>
    ledgerJob(record, stateNow(record, isAlive), statements.requestOf(record.job));
  const writeFact = (job: string, round: number, name: FactName, result: Json) =>
    statements.insertFact({ job, round, name, result, run, at: time() });
  const knownJob = (job: string): JobRecord => {
    const record = journal.jobs.get(job);
    if (record === undefined) throw new RangeError(`The ledger has no job ${job}.`);
    return record;
  };
  const keep = (take: NewTake) => {
    if (take.job !== undefined) {
      const { artifact, sizeBytes, job } = take;
      const { facts } = knownJob(job);
      if (facts.store !== undefined) return;
      writeFact(job, facts.round, 'store', { artifact, sizeBytes });
    }
    statements.insertTake(take);
  };
  const rememberStep = (step: NewStep) => writeStep({ knownJob, writeFact, keep, time }, step);
  const freeBytesOf = options.freeBytes ?? freeBytes;

  return {
    run,
    requireRoom: () => requireRoom(storeFolder, freeBytesOf),
    claim: (intent, limits) =>
      writing(() =>
        claimJob(
          {
            storeFolder,
            journal,
            statements,
            run,
            film,
            isAlive,
            isAtWorkElsewhere,
            at: time(),
            freeBytes: freeBytesOf,
          },
          intent,
          limits,
        ),
      ),
    stepOf: (job, name) =>
      reading(() => {
        const record = journal.jobs.get(job);
        if (record === undefined) return undefined;
        const { submit, operation, end, store } = record.facts;
        if (name === 'intent') return { submissionId: record.submission, at: record.at };
        if (name === 'recover') return operation === undefined ? undefined : { operation };
        return { submit, end, store }[name] as Json | undefined;
      }),
    recordStep: (job, name, result) => writing(() => rememberStep({ job, name, result })),
    recordSteps: (steps) =>
      writing(() => {
        for (const step of steps) rememberStep(step);
      }),
    takeUp: (job) =>
      writingUnsynced(() => {
        const record = journal.jobs.get(job);
        if (record === undefined || isAtWorkElsewhere(job)) return false;
        const { state } = stateNow(record, isAlive);
        if (!OPEN.has(state) && !(state === 'sending' && record.run === run)) return false;
        statements.setWorker(job, run);
        return true;
      }),
    fetchAgain: (job, artifact) =>
      writing(() => {
        const { round, operation, store } = knownJob(job).facts;
        const isStored = store !== undefined && 'artifact' in store && store.artifact === artifact;
        if (!isStored || operation === undefined) return false;
        writeFact(job, round + 1, 'refetch', { operation });
        statements.setWorker(job, run);
        return true;
      }),
    letGo: (job) => writingUnsynced(() => statements.removeWorker(job, run)),
    jobOf: (job) =>
      reading(() => {
        const record = journal.jobs.get(job);
        return record === undefined ? undefined : show(record);
      }),
    jobs: () => reading(() => [...journal.jobs.values()].filter((record) => record.film === film).map(show)),
    keepTake: (take) => writing(() => keep(take)),
    takeOf: (fingerprint) => guarded(() => statements.takeOf(fingerprint)),
    decide: (job, decision, seen) =>
      writing(() => {
        const record = knownJob(job);
        if (isAtWorkElsewhere(job)) return { status: 'at-work' };
        const { state } = stateNow(record, isAlive);
        if (!OPEN.has(state) && state !== 'lost') return { status: 'settled', state };
        const { round, operation } = record.facts;
        const now = { state, serviceJob: operation?.job };
        if (seen !== undefined && (seen.state !== now.state || seen.serviceJob !== now.serviceJob)) {
          return { status: 'changed', now };
        }
        if (decision.decision === 'adopt') {
          const owner = ownerOf(journal, record.provider, decision.operation.job);
          if (owner !== undefined && owner !== job) return { status: 'known', job: owner };
          writeFact(job, round + 1, 'adopt', { operation: decision.operation });
        } else {
          if (decision.decision === 'abandon' && record.facts.isTaken === true) return { status: 'taken' };
          writeFact(job, round, 'decision', { decision: decision.decision });
        }
        return { status: 'decided' };
      }),
    committed: () => reading(() => committedBy(journal, { run, film }, isAlive)),
    durations: (provider, model) => reading(() => journal.durations(provider, model)),
    usePlan: (plan) => writing(() => statements.insertUsedPlan(plan, run, time())),
    [Symbol.dispose]: () => {
      try {
        statements.removeWork(run);
        // Under the ledger's lock, like every change to the locks of runs.
        inTransaction(database, () => lock[Symbol.dispose]());
      } catch {
        // The lock ends with the process; what a run leaves behind is removed by the next one.
      } finally {
        lock[Symbol.dispose]();
        database.close();
      }
    },
  };
}

/** States in which work on a job can go on, once nobody else is at it. */
const OPEN: ReadonlySet<string> = new Set(['in-doubt', 'in-flight', 'ready']);

function openForRun(storeFolder: string, run: string) {
  const database: DatabaseSync = openDatabase(storeFolder);
  try {
    const lock = inTransaction(database, () => {
      removeDeadLocks(storeFolder);
      return lockRun(storeFolder, run);
    });
    return { database, lock };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The job of the ledger that a job of a service belongs to. */
function ownerOf(journal: Journal, provider: string, serviceJob: string): string | undefined {
  for (const { job, provider: its, facts } of journal.jobs.values()) {
    if (its === provider && facts.operation?.job === serviceJob) return job;
  }
  return undefined;
}
