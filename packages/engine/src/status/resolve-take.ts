import { join } from 'node:path';
import { StoryboardError } from '@storyboard/core';
import { openStoreFolder } from '../artifacts/open-store-folder.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import { filmId } from '../ledger/film-id.ts';
import type { Decision, Ledger, Seen } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import type { PlanOptions } from '../plan/plan-storyboard.ts';
import type { Project } from '../project/project.ts';
import { readStatus } from './read-status.ts';
import { selectJob } from './select-job.ts';
import type { Choice, JobStatus, ReadStatus } from './status.ts';
import { takenError } from './taken-error.ts';

/** What became of a decision, or what is wrong with the storyboard. */
export type Resolved = Pick<ReadStatus, 'project' | 'texts' | 'diagnostics'> &
  ({ readonly ok: true /** As it was before. */; readonly job: JobStatus } | { readonly ok: false });

/**
 * Writes down what a person decided about a job that is in doubt, lost, or never ends.
 *
 * @param file as the user typed it
 * @param selection names the job: `<shot>/<take>`, a shot, the service's id, the ledger's name or the submission's id;
 *   absent: the only one that is in doubt
 * @param seen what the person saw of it; as it is now where absent
 * @throws StoryboardError `usage` where that names no job, or several, or one that nothing can be decided about, or that
 *   has changed since it was seen; `store-unusable`
 */
export async function resolveTake(
  file: string,
  options: PlanOptions,
  selection: string | undefined,
  choice: Choice,
  seen?: Seen,
): Promise<Resolved> {
  const decision = decisionOf(choice);
  const read = await readStatus(file, options);
  const { project, texts, diagnostics } = read;
  if (!read.ok) return { ok: false, project, texts, diagnostics };
  const job = selectJob(read.status, selection, seen === undefined ? choice : undefined);
  using ledger = await openHere(project, options, read.status.storeFolder);
  requireDecided(ledger.decide(job.job, decision, seen ?? job), job);
  return { ok: true, project, texts, diagnostics, job };
}

async function openHere(project: Project, options: PlanOptions, storeFolder: string): Promise<Ledger> {
  const { now } = SYSTEM_CLOCK;
  await openStoreFolder(storeFolder, {
    now: now(),
    ...(options.storeFolder === undefined ? { within: project.folder } : {}),
  });
  return openLedger(storeFolder, { film: filmId(join(project.folder, project.root), storeFolder), now });
}

function requireDecided(decided: ReturnType<Ledger['decide']>, job: JobStatus): void {
  switch (decided.status) {
    case 'decided':
      return;
    case 'changed': {
      const { state, serviceJob } = decided.now;
      const known = serviceJob === undefined ? '' : ` Its job at ${job.provider} is ${serviceJob}.`;
      throw new StoryboardError(
        'usage',
        `${job.id} has changed since it was shown: it is ${STATES[state] ?? state} now.${known} Nothing was recorded.`,
        { hint: 'Look at it once more, and decide then.' },
      );
    }
    case 'at-work':
      throw new StoryboardError('usage', `Another storyboard is at work on ${job.id}.`, {
        hint: 'Wait until it has ended, or stop it.',
      });
    case 'taken':
      throw takenError(job);
    case 'settled':
      throw new StoryboardError('usage', `Nothing is to be decided about ${job.id}: it is ${decided.state}.`);
    case 'known':
      throw new StoryboardError('usage', `That job of ${job.provider} belongs to another take already.`, {
        hint: `The ledger knows it as ${decided.job}.`,
      });
  }
}

const STATES: Readonly<Record<string, string>> = { 'in-doubt': 'in doubt', 'in-flight': 'in flight' };

/** The longest id of any service is a fraction of it. */
const LONGEST_ID = 200;

function decisionOf(choice: Choice): Decision {
  if (choice.decision !== 'adopt') return choice;
  const job = choice.job.trim();
  if (job === '' || job.length > LONGEST_ID || /[\p{Cc}\p{Cf}\s]/u.test(job)) {
    throw new StoryboardError('usage', 'That is no id of a job.', {
      hint: "Copy the id from the service's own list of jobs.",
    });
  }
  return { decision: 'adopt', operation: { job } };
}
