import { runCommandLine } from './arguments/run-command-line.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { openTerminal } from './terminal/open-terminal.ts';
import { reportThrown } from './views/report-thrown.ts';

const LINGER_MS = 100;

/** Runs the command line in this process. Sets its exit code; the process ends when nothing is left to do. */
export async function start(words: readonly string[]): Promise<void> {
  const terminal = openTerminal(words);
  try {
    process.exitCode = await runCommandLine(words, terminal);
  } catch (thrown) {
    process.exitCode = reportThrown(thrown, terminal);
  }
  // Something of others that does not listen to being stopped must not keep a person waiting.
  if (process.exitCode === EXIT_CODES.interrupted) setTimeout(() => process.exit(), LINGER_MS).unref();
}
