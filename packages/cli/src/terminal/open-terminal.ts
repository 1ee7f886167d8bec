import { styleText } from 'node:util';
import type { Look } from '../views/look.ts';
import { readLine } from './read-line.ts';
import type { Terminal } from './terminal.ts';
import { wantsColour } from './wants-colour.ts';

const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

/** The terminal of this process. `words` are the command line, read for `--no-color`. */
export function openTerminal(words: readonly string[]): Terminal {
  const { stdout, stderr, env } = process;
  forgiveClosedPipe(stdout);
  forgiveClosedPipe(stderr);
  // Somebody who asked for plain text, or a log, does not want lines that are drawn over.
  const plain = isSet(env['CI']) || isSet(env['NO_COLOR']);
  return {
    words,
    print: (text) => void stdout.write(text),
    note: (text) => void stderr.write(text),
    results: lookOf(stdout, words),
    notes: lookOf(stderr, words),
    live: stderr.isTTY === true && !plain && env['TERM'] !== 'dumb',
    rows: () => stderr.rows ?? DEFAULT_ROWS,
    // Looking at standard input takes a while, and few commands do.
    interactive: () => process.stdin.isTTY === true && stderr.isTTY === true && !isSet(env['CI']),
    readLine,
    environment: env,
    folder: process.cwd(),
    now: () => performance.now(),
  };
}

function lookOf(stream: NodeJS.WriteStream, words: readonly string[]): Look {
  const colour = wantsColour(words, process.env, stream.isTTY === true);
  return {
    get columns() {
      return stream.columns ?? columnsOf(process.env['COLUMNS']);
    },
    colour,
    paint: (format, text) =>
      colour && text !== '' ? styleText(format, text, { validateStream: false }) : text,
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

function columnsOf(written: string | undefined): number {
  const columns = Number(written);
  return Number.isInteger(columns) && columns > 0 ? columns : DEFAULT_COLUMNS;
}

/** A reader that has seen enough, such as `head`, is no failure: what is left is not written, the work goes on. */
function forgiveClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
