import type { Catalogue } from '@storyboard/core';
import type { JobStatus } from '@storyboard/engine';
import type { Terminal } from '../terminal/terminal.ts';
import { decisionsText, jobName, undecidedJobText } from '../views/status/undecided-text.ts';

/** Prints jobs that wait for a decision, each with the commands that decide it; `undecided` are all that wait. */
export function tellUndecided(
  jobs: readonly JobStatus[],
  undecided: readonly JobStatus[],
  file: string,
  catalogue: Catalogue,
  { print, results }: Terminal,
): void {
  for (const job of jobs) {
    print(`${undecidedJobText(job, catalogue, results)}\n`);
    print(`${decisionsText(job, jobName(job, undecided), file, results)}\n`);
  }
}
