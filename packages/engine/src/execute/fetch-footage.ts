import {
  type Failure,
  type Footage,
  isProviderError,
  type Operation,
  ProviderError,
  type VideoProvider,
} from '@storyboard/core';
import { canDecode, repackFootage } from '@storyboard/renderer';
import { interruption, itemsAwaited, stoppedLate } from '../abort.ts';
import { artifactFile, type StoredArtifact } from '../artifacts/artifact-store.ts';
import type { Fetched } from '../jobs/live-job.ts';
import { checkFootage, type FootageVerdict } from './check-footage.ts';
import { cleanMessage } from './clean-message.ts';
import { endsRun, messageOf } from './ends-run.ts';
import type { Run } from './execution.ts';
import { retryDelayMs } from './retry.ts';
import { storeFootage, Unfit } from './store-footage.ts';
import { askOnce } from './watch-job.ts';

/** The footage of one finished job. */
export type FinishedJob = {
  readonly provider: VideoProvider;
  readonly operation: Operation;
  /** Where it is, as the service said just now; asked for where absent. */
  readonly footage: Footage | undefined;
  /** Seconds that were asked for. */
  readonly duration: number;
  readonly onProgress: (fraction: number) => void;
  readonly onRetry: (reason: string, afterMs: number) => void;
};

/**
 * Brings paid footage into the store, as often as it takes within reason: what breaks off is fetched again, an address that
 * expired is asked for anew. Only what the service does not have for some time, however often it is asked, is lost. What
 * comes is looked at before it counts.
 *
 * @throws StoryboardError only where the run cannot go on
 */
export async function fetchFootage(run: Run, job: FinishedJob): Promise<Fetched> {
  const { policy, random, signal, clock } = run;
  let { footage } = job;
  let absent: { readonly times: number; readonly since: number } | undefined;
  for (let failures = 1; ; failures += 1) {
    let failure: Failure;
    let retryAfterMs: number | undefined;
    try {
      if (footage === undefined) {
        const found = await addressOf(run, job);
        if (!found.there) return found.fetched;
        footage = found.footage;
      }
      const { verdict, stored } = await download(run, job, footage);
      if (verdict.fit) return { status: 'done', kept: stored };
      const kept = verdict.isVideo ? { file: artifactFile(run.store, stored.artifact) } : {};
      failure = { kind: 'unknown', message: `${verdict.what}.`, ...kept };
      if (verdict.isVideo || failures >= policy.unfitTries) return { status: 'left', failure };
    } catch (error) {
      if (signal.aborted) throw interruption(signal);
      if (endsRun(error)) throw error;
      const message = cleanMessage(messageOf(error));
      const kind = isProviderError(error) ? error.kind : 'malformed';
      retryAfterMs = isProviderError(error) ? error.retryAfterMs : undefined;
      if (kind === 'expired' || kind === 'not-found') {
        absent = { times: (absent?.times ?? 0) + 1, since: absent?.since ?? clock.ticks() };
        const isLost =
          absent.times >= policy.notFoundTries && clock.ticks() - absent.since >= policy.notFoundMs;
        if (isLost) return { status: 'done', kept: { status: 'lost', reason: message } };
        // An address that was told a while ago may just be too old; one that is new is given some time.
        const afterMs = absent.times === 1 && job.footage !== undefined ? 0 : absenceMs(policy);
        footage = undefined;
        failures -= 1;
        job.onRetry(message, afterMs);
        if (afterMs > 0) await clock.sleep(afterMs, { signal });
        continue;
      }
      failure = { kind: KINDS[kind] ?? 'unknown', message };
      if (kind === 'auth' || kind === 'not-allowed' || kind === 'too-large')
        return { status: 'left', failure };
    }
    if (failures >= policy.downloadTries) return { status: 'left', failure };
    const afterMs = retryDelayMs(failures, random, retryAfterMs);
    job.onRetry(failure.message, afterMs);
    await clock.sleep(afterMs, { signal });
  }
}

/** How long to wait for something that the service says it does not have. */
function absenceMs({ notFoundTries, notFoundMs }: Run['policy']): number {
  return Math.ceil(notFoundMs / Math.max(1, notFoundTries - 1));
}

const KINDS: Readonly<Record<string, Failure['kind']>> = {
  auth: 'auth',
  quota: 'transient',
  transient: 'transient',
};

type Address =
  | { readonly there: true; readonly footage: Footage }
  | { readonly there: false; readonly fetched: Fetched };

/** A job that ended well stays so; where the service says otherwise now, its footage is waited for in a later run. */
async function addressOf(run: Run, { provider, operation }: FinishedJob): Promise<Address> {
  const status = await askOnce(run, provider, operation);
  if (status.status === 'succeeded') return { there: true, footage: status.footage };
  if (status.status === 'pending') {
    throw new ProviderError('transient', `${provider.spec.title} says that a finished job is running.`);
  }
  const { kind, message } = status.failure;
  return { there: false, fetched: { status: 'left', failure: { kind, message: cleanMessage(message) } } };
}

/** A video that is not what was asked for is kept as well: it is paid. */
async function download(
  run: Run,
  { provider, duration, onProgress }: FinishedJob,
  footage: Footage,
): Promise<{ readonly verdict: FootageVerdict; readonly stored: StoredArtifact }> {
  const { ffmpeg, policy, signal, store } = run;
  let verdict: FootageVerdict = { fit: false, isVideo: false, what: '' };
  const late = () => new ProviderError('transient', 'The download took too long.');
  const fetchWhole = (either: AbortSignal) => {
    const bytes = provider.download(footage, { signal: either, onProgress });
    return storeFootage(
      store,
      itemsAwaited(bytes, (next) => withinStall(next, policy.downloadStallMs)),
      {
        signal: either,
        accept: async (file) => {
          verdict = await checkFootage(file, duration);
          if (verdict.fit && !(await run.limitDecoding(() => canDecode(file, { ffmpeg, signal: either })))) {
            verdict = UNDECODABLE;
          }
          if (!verdict.fit && !verdict.isVideo) throw new Unfit(`${verdict.what}.`);
        },
        repack: (file, outFile) =>
          run.limitDecoding(() => repackFootage(file, outFile, { ffmpeg, signal: either })),
      },
    );
  };
  return run.limitDownloads(async () => {
    try {
      const stored = await stoppedLate(policy.downloadDeadlineMs, signal, late, fetchWhole);
      return { verdict, stored };
    } catch (error) {
      if (error instanceof Unfit) return { verdict, stored: { artifact: '', sizeBytes: 0 } };
      throw error;
    }
  });
}

const UNDECODABLE: FootageVerdict = {
  fit: false,
  isVideo: false,
  what: 'The provider sent an MP4 whose pictures cannot be decoded',
};

/** The next bytes, as long as some keep coming. */
async function withinStall<T>(promise: Promise<T>, stallMs: number): Promise<T> {
  const { promise: stalled, reject } = Promise.withResolvers<never>();
  const message = `The download brought nothing for ${Math.round(stallMs / 1000)} seconds.`;
  const timer = setTimeout(() => reject(new ProviderError('transient', message)), stallMs);
  try {
    return await Promise.race([promise, stalled]);
  } finally {
    clearTimeout(timer);
  }
}
