import type { ChosenCommand } from './arguments/command-spec.ts';
import { readPlainly } from './arguments/read-plainly.ts';
import { EXIT_CODES, type ExitCode } from './exit-codes.ts';
import { openTerminal } from './terminal/open-terminal.ts';
import type { Terminal } from './terminal/terminal.ts';
import { reportThrown } from './views/report-thrown.ts';

const LINGER_MS = 100;

/** Runs the command line in this process. Sets its exit code; the process ends when nothing is left to do. */
export async function start(words: readonly string[]): Promise<void> {
  const terminal = openTerminal(words);
  try {
    process.exitCode = await run(words, terminal);
  } catch (thrown) {
    process.exitCode = reportThrown(thrown, terminal);
  }
  if (terminal.isOutputLost() && process.exitCode === EXIT_CODES.done) {
    process.exitCode = EXIT_CODES.unexpected;
  }
  // Something of others that does not listen to being stopped must not keep a person waiting.
  if (process.exitCode === EXIT_CODES.interrupted) setTimeout(() => process.exit(), LINGER_MS).unref();
}

/** Most command lines are plain; what is not, or asks for help, goes to the parser that has an answer for everything. */
async function run(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const chosen = readPlainly(words) ?? (await parseFully(words, terminal));
  if (typeof chosen === 'number') return chosen;
  const command = await chosen.load();
  return command(terminal, chosen.flags as never, ...(chosen.words as never[]));
}

async function parseFully(words: readonly string[], terminal: Terminal): Promise<ChosenCommand | ExitCode> {
  const { parseCommandLine } = await import('./arguments/parse-command-line.ts');
  return parseCommandLine(words, terminal);
}
