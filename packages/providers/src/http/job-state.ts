/** How a job stands, whatever word or number a service has for it. */
export type JobState = 'pending' | 'succeeded' | 'failed';

const WORDS: ReadonlyMap<string, JobState> = new Map([
  ...['succeeded', 'succeed', 'success', 'completed', 'complete', 'done', 'finished'].map(
    (word) => [word, 'succeeded'] as const,
  ),
  ...['failed', 'failure', 'fail', 'error', 'errored', 'rejected', 'canceled', 'cancelled', 'timeout'].map(
    (word) => [word, 'failed'] as const,
  ),
]);

/**
 * A status in words. One that is not known counts as pending: a job that runs on is asked about again, until whoever
 * waits has waited long enough; one given up would be lost.
 */
export function jobState(word: string): JobState {
  return WORDS.get(word.toLowerCase()) ?? 'pending';
}
