import type { Stray } from '@storyboard/core';
import type { JobEnd } from '../jobs/live-job.ts';
import { continueJob } from './continue-job.ts';
import type { Run } from './execution.ts';

/**
 * Fetches what was paid for and no take of the plan waits for; however that ends, it fails no film. What is in doubt is
 * looked for where the service can be asked, and told only if it is there: finding nothing proves nothing.
 *
 * @param patience given when it is waited for no longer
 */
export async function fetchStray(run: Run, stray: Stray, patience: AbortSignal): Promise<void> {
  const { shot, take, provider, operation, leftOut } = stray;
  if (operation === undefined && run.providers.get(provider)?.recover === undefined) return;
  const known = { shot, take, provider, ...(leftOut === true ? { leftOut } : {}) };
  const tell = (artifact: string | undefined, reason: string | undefined, unusable?: string) => {
    const given = unusable === undefined ? {} : { unusable };
    run.onEvent({ type: 'stray-end', ...known, artifact, reason, ...given });
  };
  try {
    const { end } = await continueJob(run, `${shot}/${take}`, stray.job);
    if (operation === undefined && end.status === 'in-doubt') return;
    // Footage that came and cannot be used is kept all the same; where none came the next render may have more luck.
    const isUnusable = end.status === 'left' && end.failure.file !== undefined;
    const job = isUnusable ? end.job : undefined;
    tell(end.status === 'stored' ? end.artifact : undefined, reasonOf(end), job);
  } catch (error) {
    if (!patience.aborted) throw error;
    run.ledger.letGo(stray.job);
    if (run.ledger.jobOf(stray.job)?.operation === undefined) return;
    tell(undefined, 'it is not finished yet; the next render goes on waiting for it');
  }
}

function reasonOf(end: JobEnd): string | undefined {
  switch (end.status) {
    case 'stored':
      return undefined;
    case 'lost':
    case 'in-doubt':
      return end.reason;
    case 'refused':
    case 'failed':
    case 'left':
      return end.failure.message;
  }
}
