import { type JobStatus, resolveTake } from '@storyboard/engine';
import { listenForStop } from '../terminal/listen-for-stop.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { decidedText, undecidedJobText } from '../views/status/undecided-text.ts';
import { askToDecide } from './ask-to-decide.ts';
import type { ReadOptions } from './read-options.ts';

/**
 * Shows jobs one after the other, asks a person about each, and records every answer at once. Gives the ledger's names of
 * those that were decided.
 *
 * @throws StoryboardError `interrupted`; what was answered before is recorded
 */
export async function decideEach(
  jobs: readonly JobStatus[],
  terminal: Terminal,
  file: string,
  options: ReadOptions,
): Promise<ReadonlySet<string>> {
  const decided = new Set<string>();
  using stop = listenForStop(() => {});
  for (const job of jobs) {
    terminal.note(`${undecidedJobText(job, options.catalogue, terminal.notes)}\n`);
    const choice = await askToDecide(job, terminal, stop.signal);
    if (choice === undefined) continue;
    await resolveTake(file, options, job.job, choice, job);
    decided.add(job.job);
    terminal.print(decidedText(job, choice, terminal.results));
  }
  return decided;
}
