import type { LedgerTake } from './ledger.ts';
import { madeHere, visible } from './visible-record.ts';

/** Selects what `takeIn` reads. */
export const SELECT_TAKE = `SELECT fingerprint, artifact, size_bytes, provider, (SELECT origin FROM job WHERE job.job = take.job) AS origin, model, job,
    drawn_as, for_preview, made FROM take`;

/** A row of the table `take`. */
export type TakeRow = {
  readonly fingerprint: string;
  readonly artifact: string;
  readonly size_bytes: number;
  readonly provider: string;
  readonly origin: string | null;
  readonly model: string;
  readonly job: string | null;
  readonly drawn_as: string | null;
  readonly for_preview: number;
  readonly made: string;
};

/** The take that a row tells of. */
export function takeIn({ size_bytes, drawn_as, for_preview, job, origin, ...row }: TakeRow): LedgerTake {
  return {
    ...row,
    fingerprint: madeHere(row.fingerprint),
    provider: visible(row.provider),
    model: visible(row.model),
    made: visible(row.made),
    sizeBytes: size_bytes,
    origin: origin === null ? undefined : visible(origin),
    job: job === null ? undefined : madeHere(job),
    drawnAs: drawn_as ?? undefined,
    forPreview: for_preview === 1,
  };
}
