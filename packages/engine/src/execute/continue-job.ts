import { verifyArtifact } from '../artifacts/artifact-store.ts';
import type { JobEnd } from '../jobs/live-job.ts';
import { liveJob } from '../jobs/live-job.ts';
import type { LedgerJob } from '../ledger/ledger.ts';
import { cleanMessage } from './clean-message.ts';
import type { Run } from './execution.ts';
import { jobWorld } from './job-world.ts';
import { settledEnd } from './take-outcome.ts';

/**
 * Goes on with a job that is in the ledger already: looks for it where it is in doubt, waits for it, fetches its footage,
 * once more where what was stored of it is gone or damaged.
 * Where another living run is at it, that one is waited for, and its work taken over should it die.
 *
 * @param id of the take that it makes, for events
 */
export async function continueJob(
  run: Run,
  id: string,
  name: string,
): Promise<{ readonly job: LedgerJob; readonly end: JobEnd; readonly elsewhere: boolean }> {
  const { ledger } = run;
  const before = requireJob(run, name);
  await missFootage(run, before);
  const isOurs = ledger.takeUp(name);
  const elsewhere = !isOurs && settledNow(run, name) === undefined;
  if (elsewhere) await untilOurs(run, id, name);
  const job = isOurs && before.status.state !== 'stored' ? before : requireJob(run, name);
  const settled = settledEnd(job);
  if (settled !== undefined) return { job, end: settled, elsewhere };
  if (job.origin !== run.origins?.get(job.provider)) {
    ledger.letGo(name);
    return { job, end: elsewhereEnd(run, job), elsewhere };
  }
  const provider = run.providers.get(job.provider);
  const lane = run.lanes.get(job.provider);
  if (provider === undefined || lane === undefined) {
    ledger.letGo(name);
    return { job, end: unreachableEnd(job), elsewhere };
  }
  const slot = lane.resume();
  try {
    const world = jobWorld(run, { id, job, provider, slot, sends: undefined });
    const end = await run.start(name, (port) => liveJob(port, world));
    if (end.status !== 'stored') ledger.letGo(name);
    return { job, end, elsewhere };
  } finally {
    slot.end();
  }
}

/** Of a job whose footage was in the store and is gone or damaged, it is fetched once more: it is paid for. */
async function missFootage({ ledger, signal, store }: Run, { job, status }: LedgerJob): Promise<void> {
  if (status.state !== 'stored' || (await verifyArtifact(store, status.artifact, signal))) return;
  ledger.fetchAgain(job, status.artifact);
}

/** Of a job at a provider that jobs cannot be given to in this run, for want of a key. */
function unreachableEnd({ provider, status }: LedgerJob): JobEnd {
  if (status.state === 'in-doubt') return { status: 'in-doubt', reason: status.reason };
  const message = `There is no way to ask ${provider} about it now; the next render goes on.`;
  return { status: 'left', failure: { kind: 'auth', message } };
}

/** Of a job that was taken elsewhere than its provider is asked in this run: there it is unknown, or another one. */
function elsewhereEnd({ origins }: Run, { provider, origin, status }: LedgerJob): JobEnd {
  const place = (of: string | undefined) =>
    of === undefined ? "the service's own address" : cleanMessage(of);
  const asked = place(origins?.get(provider));
  const message = `${provider} was given this job at ${place(origin)}, and this run asks at ${asked}; a render that asks there goes on with it.`;
  if (status.state === 'in-doubt') return { status: 'in-doubt', reason: message };
  return { status: 'left', failure: { kind: 'transient', message } };
}

/** Waits for another run to settle a job, or for the job to be ours. */
async function untilOurs(run: Run, id: string, name: string): Promise<void> {
  const { clock, ledger, onEvent, policy, signal } = run;
  onEvent({ type: 'job-elsewhere', id, provider: requireJob(run, name).provider });
  const longest = policy.elsewhereMs * LONGEST_TIMES;
  for (let wait = policy.elsewhereMs; ; wait = Math.min(longest, wait * GROWTH)) {
    await clock.sleep(wait, { signal });
    if (settledNow(run, name) !== undefined || ledger.takeUp(name)) return;
  }
}

const GROWTH = 1.5;
const LONGEST_TIMES = 5;

function settledNow(run: Run, name: string): JobEnd | undefined {
  return settledEnd(requireJob(run, name));
}

function requireJob({ ledger }: Run, name: string): LedgerJob {
  const job = ledger.jobOf(name);
  if (job === undefined) throw new RangeError(`The ledger has no job ${name}.`);
  return job;
}
