import { isStoryboardError } from '@storyboard/core';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { explainThrown } from './explain-thrown.ts';
import { indented } from './indented.ts';
import { jsonText } from './json-text.ts';
import { plainLines } from './plain-lines.ts';

/**
 * Says why the command could not go on: in words on standard error and, where JSON was asked for, as a document on
 * standard output. Gives the exit code. `facts` go into the document, or into the last line of a stream of events.
 */
export function reportThrown(
  thrown: unknown,
  terminal: Terminal,
  json: 'none' | 'document' | 'events' = jsonFormOf(terminal.words),
  facts: object = {},
): ExitCode {
  const { notes } = terminal;
  const { exitCode, ...error } = explainThrown(thrown);
  if (json === 'document') terminal.print(jsonText({ error, exitCode }));
  if (json === 'events') {
    const status = exitCode === EXIT_CODES.interrupted ? 'interrupted' : 'error';
    terminal.print(`${JSON.stringify({ type: 'summary', status, exitCode, error, ...facts })}\n`);
  }
  terminal.note(`${notes.paint(['bold', 'red'], 'error:')} ${error.message}\n`);
  if (error.hint !== undefined) terminal.note(`${indented(error.hint)}\n`);
  const debug = terminal.environment['STORYBOARD_DEBUG'] ?? '';
  const wantsStack =
    !['', '0'].includes(debug) || (terminal.words.includes('--verbose') && isUnexpected(thrown));
  if (wantsStack && thrown instanceof Error) {
    terminal.note(`${notes.paint('dim', plainLines(stackOf(thrown)))}\n`);
  }
  return exitCode;
}

/** The form of JSON that a command line asks for, by its words alone: it may be too wrong to be parsed. */
function jsonFormOf(words: readonly string[]): 'none' | 'document' | 'events' {
  const wanted =
    words.includes('--json') ||
    words.includes('--format=json') ||
    words.some((word, index) => word === '--format' && words[index + 1] === 'json');
  if (!wanted) return 'none';
  const command = words.find((word) => !word.startsWith('-'));
  return command === 'render' || command === 'preview' ? 'events' : 'document';
}

/** Whether somebody who mends this program has use for where it came from: it is no refusal that has words of its own. */
function isUnexpected(thrown: unknown): boolean {
  if (!isStoryboardError(thrown)) return true;
  for (let cause: unknown = thrown.cause; cause instanceof Error; cause = cause.cause) {
    if (FAULTS.some((Fault) => cause instanceof Fault)) return true;
  }
  return false;
}

/** What only a fault of this program throws. */
const FAULTS = [TypeError, RangeError, ReferenceError];

function stackOf(error: Error): string {
  const code = isStoryboardError(error) ? `[${error.code}] ` : '';
  const cause = error.cause instanceof Error ? `\nCaused by: ${stackOf(error.cause)}` : '';
  return `${code}${error.stack ?? error.message}${cause}`;
}
