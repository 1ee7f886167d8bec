import { StoryboardError } from '@storyboard/core';
import { type Choice, type JobStatus, readStatus, resolveTake } from '@storyboard/engine';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { commandText } from '../views/command-text.ts';
import { jsonText } from '../views/json-text.ts';
import { decidedText, nothingOpenText } from '../views/status/undecided-text.ts';
import { decideEach } from './decide-each.ts';
import { readOptions } from './read-options.ts';
import { reportUnusable } from './report-unusable.ts';
import { tellUndecided } from './tell-undecided.ts';

/** The flags of `resolve`. */
export type ResolveFlags = {
  readonly adopt?: string;
  readonly abandon?: true;
  readonly payAgain?: true;
  readonly json?: true;
};

/** `storyboard resolve`: records what a person decides about takes in doubt. Submits nothing. */
export async function resolve(
  terminal: Terminal,
  flags: ResolveFlags,
  file: string,
  take: string | undefined,
): Promise<ExitCode> {
  const choice = choiceOf(flags);
  // As takes are called in every table.
  const named = take?.replace(/ ?#/, '/');
  const json = flags.json === true;
  if (choice === undefined) return decideWithout(terminal, json, file, named);
  const resolved = await resolveTake(file, readOptions(terminal), named, choice);
  if (!resolved.ok) return reportUnusable(resolved, file, json, terminal);
  const { job, diagnostics } = resolved;
  const exitCode = EXIT_CODES.done;
  const { decision } = choice;
  if (json) terminal.print(jsonText({ decided: [{ job, decision }], diagnostics, exitCode }));
  else terminal.print(decidedText(job, choice, terminal.results));
  return exitCode;
}

/** The decision that the flags make; absent where they make none. */
function choiceOf({ adopt, abandon, payAgain }: ResolveFlags): Choice | undefined {
  const choices: readonly Choice[] = [
    ...(adopt === undefined ? [] : [{ decision: 'adopt', job: adopt } as const]),
    ...(abandon === undefined ? [] : [{ decision: 'abandon' } as const]),
    ...(payAgain === undefined ? [] : [{ decision: 'pay-again' } as const]),
  ];
  if (choices.length > 1) {
    throw new StoryboardError(
      'usage',
      'Only one of --adopt, --abandon and --pay-again can be true of a take.',
      { hint: 'storyboard resolve --help' },
    );
  }
  return choices[0];
}

/** Asks about each take in doubt where there is somebody to ask; elsewhere says how each can be decided. */
async function decideWithout(
  terminal: Terminal,
  json: boolean,
  file: string,
  named: string | undefined,
): Promise<ExitCode> {
  const options = readOptions(terminal);
  const read = await readStatus(file, options);
  if (!read.ok) return reportUnusable(read, file, json, terminal);
  const { undecided } = read.status;
  const jobs = named === undefined ? undecided : undecided.filter((job) => isNamed(job, named));
  if (named !== undefined && jobs.length === 0) {
    throw new StoryboardError('usage', `Nothing is in doubt about ${JSON.stringify(named)}.`, {
      hint: commandText(['status', file]),
    });
  }
  const asks = !json && terminal.interactive();
  const decided = asks ? await decideEach(jobs, terminal, file, options) : new Set();
  const open = jobs.filter(({ job }) => !decided.has(job));
  const exitCode = open.length === 0 ? EXIT_CODES.done : EXIT_CODES.inDoubt;
  if (json) {
    terminal.print(jsonText({ undecided: open, diagnostics: read.diagnostics, exitCode }));
  } else if (jobs.length === 0) {
    terminal.print(nothingOpenText(terminal.results));
  } else if (!asks) {
    tellUndecided(open, undecided, file, options.catalogue, terminal);
  }
  return exitCode;
}

function isNamed({ id, shot, job, serviceJob, submissionId }: JobStatus, named: string): boolean {
  return [id, shot, job, serviceJob, submissionId].includes(named);
}
