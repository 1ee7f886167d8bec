import { StoryboardError } from '@storyboard/core';
import type { JobStatus } from './status.ts';

/** Why a job cannot be abandoned that its service took, and what can be decided about it instead. */
export function takenError({ id, provider, serviceJob, state }: JobStatus): StoryboardError {
  const known = serviceJob === undefined ? '' : ` as ${serviceJob}`;
  const first =
    state === 'lost'
      ? `To have it asked for once more: --adopt ${serviceJob ?? 'JOB'}.`
      : 'The next render goes on with it, for nothing.';
  return new StoryboardError(
    'usage',
    `${provider} took ${id}${known}, so it counts as paid and cannot be abandoned. Nothing was recorded.`,
    {
      hint: `${first} To pay for it once more: --pay-again${state === 'lost' ? '' : `, with ${serviceJob ?? 'the job'} instead of the take`}.`,
    },
  );
}
