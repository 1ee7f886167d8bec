import { artifactFile } from '../artifacts/artifact-store.ts';
import type { LedgerJob, LedgerReading } from '../ledger/ledger.ts';
import type { JobStatus } from './status.ts';

/** A job of the ledger as a person looks at it. */
export function jobStatus(
  job: LedgerJob,
  { takes, held, atWork }: Pick<LedgerReading, 'takes' | 'held' | 'atWork'>,
  storeFolder: string,
): JobStatus {
  const { status } = job;
  const artifact = status.state === 'stored' ? status.artifact : undefined;
  const isNewest = artifact !== undefined && takes.get(job.fingerprint)?.artifact === artifact;
  const isThere = isNewest && held.artifacts.has(job.fingerprint);
  return {
    job: job.job,
    serviceJob: job.operation?.job,
    submissionId: job.submissionId,
    id: `${job.shot}/${job.take}`,
    shot: job.shot,
    take: job.take,
    provider: job.provider,
    origin: job.origin,
    model: job.model,
    at: job.at,
    state: status.state,
    reason: status.state === 'in-doubt' || status.state === 'lost' ? status.reason : undefined,
    failure: status.state === 'refused' || status.state === 'failed' ? status.failure : undefined,
    price: job.price,
    charged: job.charged,
    counted: job.counted,
    file: isThere && artifact !== undefined ? artifactFile({ path: storeFolder }, artifact) : undefined,
    isTaken: job.isTaken,
    isAtWork: atWork.has(job.job),
  };
}
