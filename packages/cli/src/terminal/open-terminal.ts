import { styleText } from 'node:util';
import type { Look } from '../views/look.ts';
import { openGuardedOutput } from './open-guarded-output.ts';
import { type Output, openOutput } from './open-output.ts';
import { readLine } from './read-line.ts';
import type { Terminal } from './terminal.ts';
import { terminalWidth } from './terminal-width.ts';
import { wantsColour } from './wants-colour.ts';

const DEFAULT_ROWS = 24;

/** The terminal of this process. `words` are the command line, read for `--no-color`. */
export function openTerminal(words: readonly string[]): Terminal {
  const { env } = process;
  const notes = openOutput(2);
  const results = openGuardedOutput(notes.write);
  // Somebody who asked for plain text, or a log, does not want lines that are drawn over.
  const plain = isSet(env['CI']) || isSet(env['NO_COLOR']);
  return {
    words,
    print: results.write,
    note: notes.write,
    isOutputLost: results.isLost,
    results: lookOf(results, words),
    notes: lookOf(notes, words),
    live: notes.isTerminal && !plain && env['TERM'] !== 'dumb',
    rows: () => notes.size()?.rows || DEFAULT_ROWS,
    // Looking at standard input takes a while, and few commands do.
    interactive: () => process.stdin.isTTY === true && notes.isTerminal && !isSet(env['CI']),
    readLine,
    environment: env,
    folder: process.cwd(),
    now: () => performance.now(),
  };
}

function lookOf({ isTerminal, size }: Output, words: readonly string[]): Look {
  const colour = wantsColour(words, process.env, isTerminal);
  return {
    get columns() {
      return terminalWidth(size()?.columns, process.env['COLUMNS']);
    },
    // A width that somebody wrote down is one to keep to, wherever it goes.
    uncut: !isTerminal && !isSet(process.env['COLUMNS']),
    colour,
    paint: (format, text) =>
      colour && text !== '' ? styleText(format, text, { validateStream: false }) : text,
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
