import { StoryboardError, visibleText } from '@storyboard/core';
import { pickTake } from '@storyboard/engine';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { commandText } from '../views/command-text.ts';
import { indented } from '../views/indented.ts';
import { jsonText } from '../views/json-text.ts';
import { madeAnewText } from '../views/status/made-anew-text.ts';
import { pathText } from './path-text.ts';
import { readOptions } from './read-options.ts';
import { reportUnusable } from './report-unusable.ts';

/** `storyboard pick`: puts a take of a shot into the film, by its lock file. */
export async function pick(
  terminal: Terminal,
  flags: { readonly json?: true },
  file: string,
  shot: string,
  number: string,
): Promise<ExitCode> {
  const json = flags.json === true;
  const take = /^[1-9]\d{0,5}$/.test(number) ? Number(number) : undefined;
  if (take === undefined) {
    throw new StoryboardError('usage', `${JSON.stringify(number)} is no number of a take.`, {
      hint: `Takes are counted from 1: ${commandText(['takes', file])}`,
    });
  }
  const picked = await pickTake(file, readOptions(terminal), shot, take);
  if (!picked.ok) return reportUnusable(picked, file, json, terminal);
  const { lockFile, locked, before, madeAnew, diagnostics } = picked;
  const exitCode = EXIT_CODES.done;
  if (json) {
    const was = before === undefined ? {} : { before };
    terminal.print(jsonText({ shot, take, ...was, lockFile, locked, madeAnew, diagnostics, exitCode }));
    return exitCode;
  }
  const { paint } = terminal.results;
  const was = before === undefined || before === take ? '' : `, in place of take ${before}`;
  const where = visibleText(pathText(lockFile, terminal.folder));
  terminal.print(
    `${paint('green', '✓')} ${paint('bold', visibleText(shot))}  take ${take} is in the film now${was}  ${paint('dim', where)}\n`,
  );
  terminal.print(madeAnewText(shot, madeAnew, terminal.results));
  if (madeAnew.takes.length > 0)
    terminal.note(`\nSee what that is:\n\n${indented(commandText(['plan', file]))}\n`);
  terminal.note(`\nJoin the film with it:\n\n${indented(commandText(['render', file]))}\n\n`);
  return exitCode;
}
