import { StoryboardError } from '@storyboard/core';
import type { Choice, JobStatus, StoryboardStatus } from './status.ts';
import { takenError } from './taken-error.ts';

/**
 * The job that a person means: one in doubt or lost, or, where none of those fits, one that is in flight. Such a job is
 * certainly paid: to have it paid for again, a person must name the service's job and not just the take.
 *
 * @param choice what is decided about it; absent where the person has looked at that very job
 * @param selection `<shot>/<take>`, a shot, the service's id, the ledger's name or the submission's id; absent: the only
 *   one in doubt
 * @throws StoryboardError `usage` where it names none, or several
 */
export function selectJob(
  status: StoryboardStatus,
  selection: string | undefined,
  choice: Pick<Choice, 'decision'> | undefined,
): JobStatus {
  const jobs = [...status.takes.flatMap(({ job }) => job ?? []), ...status.otherJobs];
  const named = new Set(selection === undefined ? jobs : namedBy(status, jobs, selection));
  const undecided = [...named].filter(({ state }) => state === 'in-doubt' || state === 'lost');
  const underWay = [...named].filter(({ state }) => state === 'in-flight' || state === 'ready');
  const found = undecided.length > 0 || selection === undefined ? undecided : underWay;
  const [first, ...others] = found;
  const [paid] = underWay;
  if (choice !== undefined && paid !== undefined && first === paid)
    requireNamed(paid, selection, choice, others);
  if (first !== undefined && others.length === 0) return first;
  const hint = `In doubt: ${listed(status.undecided)}.`;
  if (first !== undefined) {
    const names = listed(found);
    throw new StoryboardError('usage', `Several takes are meant: ${names}.`, { hint: 'Name one of them.' });
  }
  if (selection === undefined) {
    throw new StoryboardError('usage', `No take of ${status.storyboard.path} is in doubt.`);
  }
  const details = status.undecided.length === 0 ? {} : { hint };
  const [settled] = [...named];
  if (settled !== undefined) {
    const message = `Nothing is to be decided about ${selection}: it is ${settled.state}.`;
    throw new StoryboardError('usage', message, details);
  }
  throw new StoryboardError('usage', `${status.storyboard.path} has no job of ${selection}.`, details);
}

function requireNamed(
  paid: JobStatus,
  selection: string | undefined,
  { decision }: Pick<Choice, 'decision'>,
  others: readonly JobStatus[],
): void {
  if (decision === 'adopt' || paid.serviceJob === selection) return;
  if (decision === 'abandon' && paid.isTaken && others.length === 0) throw takenError(paid);
  throw new StoryboardError('usage', `${paid.id} is not in doubt: it is in flight, and paid for.`, {
    hint: `The next render goes on with it. If it never ends, name the service's job instead of the take: ${paid.serviceJob ?? paid.job}.`,
  });
}

/** A shot may have been renamed since: its takes are known by what they are called now, and then. */
function namedBy(
  status: StoryboardStatus,
  jobs: readonly JobStatus[],
  selection: string,
): readonly JobStatus[] {
  const now = status.takes.filter(({ id, shot }) => id === selection || shot === selection);
  const ofTakes = now.flatMap(({ job }) => job ?? []);
  const exact = jobs.filter((job) => isExactly(job, selection));
  if (exact.length > 0) return exact;
  return [...ofTakes, ...jobs.filter(({ id, shot }) => id === selection || shot === selection)];
}

function isExactly({ job, serviceJob, submissionId }: JobStatus, selection: string): boolean {
  return job === selection || serviceJob === selection || submissionId === selection;
}

function listed(jobs: readonly JobStatus[]): string {
  return jobs.map(({ id }) => id).join(', ');
}
