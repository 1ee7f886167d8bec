import type { DatabaseSync } from 'node:sqlite';
import type { Cost, GenerationRequest, Json, MicroUsd } from '@storyboard/core';
import type { JobRecord } from './journal.ts';
import type { LedgerTake, NewTake } from './ledger.ts';
import type { Fact } from './replay.ts';
import { SELECT_TAKE, type TakeRow, takeIn } from './take-row.ts';
import { readVisible } from './visible-record.ts';

/** A row to write into the table `job`. */
export type NewJob = Omit<JobRecord, 'facts' | 'price' | 'reserved'> & {
  readonly request: Json;
  readonly price: Cost;
  readonly reserved: MicroUsd | undefined;
};

/** A row to write into the table `fact`. */
export type NewFact = Fact & { readonly job: string; readonly run: string; readonly at: string };

/** The ledger's statements, each prepared once; the caller sees to transactions. */
export type Statements = {
  readonly insertJob: (job: NewJob) => void;
  /** The first of a name stays. */
  readonly insertFact: (fact: NewFact) => void;
  readonly insertTake: (take: NewTake) => void;
  readonly takeOf: (fingerprint: string) => LedgerTake | undefined;
  readonly requestOf: (job: string) => GenerationRequest;
  readonly workerOf: (job: string) => string | undefined;
  readonly setWorker: (job: string, run: string) => void;
  readonly removeWorker: (job: string, run: string) => void;
  /** Of every job. */
  readonly removeWork: (run: string) => void;
  /** False where it was there before. */
  readonly insertUsedPlan: (plan: string, run: string, at: string) => boolean;
};

/** Prepares the statements of a ledger that is open to write. */
export function openStatements(database: DatabaseSync): Statements {
  const job = database.prepare(INSERT_JOB);
  const fact = database.prepare(
    `INSERT INTO fact (job, round, name, result, run, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (job, round, name) DO NOTHING`,
  );
  const take = database.prepare(
    `INSERT INTO take (fingerprint, artifact, size_bytes, provider, model, job, drawn_as, for_preview, made)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const takeOf = database.prepare(`${SELECT_TAKE} WHERE fingerprint = ? ORDER BY seq DESC LIMIT 1`);
  const request = database.prepare('SELECT request FROM job WHERE job = ?');
  const worker = database.prepare('SELECT run FROM work WHERE job = ?');
  const setWorker = database.prepare(
    `INSERT INTO work (job, run) VALUES (?, ?)
     ON CONFLICT (job) DO UPDATE SET run = excluded.run WHERE run <> excluded.run`,
  );
  const removeWorker = database.prepare('DELETE FROM work WHERE job = ? AND run = ?');
  const removeWork = database.prepare('DELETE FROM work WHERE run = ?');
  const usedPlan = database.prepare('INSERT INTO used_plan VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  return {
    insertJob: (row) => {
      job.run(
        row.job,
        row.fingerprint,
        row.attempt,
        row.submission,
        row.run,
        row.film,
        row.shot,
        row.take,
        row.provider,
        row.origin ?? null,
        row.model,
        JSON.stringify(row.request),
        JSON.stringify(row.price),
        row.reserved ?? null,
        row.at,
      );
    },
    insertFact: ({ job: of, round, name, result, run, at }) => {
      fact.run(of, round, name, JSON.stringify(result), run, at);
    },
    insertTake: (row) => {
      take.run(
        row.fingerprint,
        row.artifact,
        row.sizeBytes,
        row.provider,
        row.model,
        row.job ?? null,
        row.drawnAs ?? null,
        row.forPreview ? 1 : 0,
        row.made,
      );
    },
    takeOf: (fingerprint) => {
      const row = takeOf.get(fingerprint);
      return row === undefined ? undefined : takeIn(row as TakeRow);
    },
    requestOf: (of) => readVisible(String(request.get(of)?.['request'])) as GenerationRequest,
    workerOf: (of) => worker.get(of)?.['run'] as string | undefined,
    setWorker: (of, run) => void setWorker.run(of, run),
    removeWorker: (of, run) => void removeWorker.run(of, run),
    removeWork: (run) => void removeWork.run(run),
    insertUsedPlan: (plan, run, at) => usedPlan.run(plan, run, at).changes > 0,
  };
}

const INSERT_JOB = `INSERT INTO job
  (job, fingerprint, attempt, submission, run, film, shot, take, provider, origin, model, request, price, reserved, at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
