import type { Outcome } from '@storyboard/core';
import type { Execution } from './execution.ts';

/** Tells how a take ended. */
export function announceEnd(outcome: Outcome, { onEvent }: Pick<Execution, 'onEvent'>): void {
  const { id } = outcome;
  switch (outcome.status) {
    case 'succeeded': {
      const { reused, artifact } = outcome;
      onEvent({ type: 'job-end', id, status: reused ? 'reused' : 'succeeded', artifact });
      return;
    }
    case 'failed':
      onEvent({ type: 'job-end', id, status: 'failed', failure: outcome.failure });
      return;
    case 'blocked':
      onEvent({ type: 'job-end', id, status: 'blocked', by: outcome.by });
      return;
    case 'in-doubt':
    case 'held-back':
      onEvent({ type: 'job-end', id, status: outcome.status, reason: outcome.reason });
      return;
    case 'pending':
    case 'left-out':
      return;
  }
}
