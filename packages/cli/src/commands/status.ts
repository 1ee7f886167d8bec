import { readStatus } from '@storyboard/engine';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { jsonText } from '../views/json-text.ts';
import { statusText } from '../views/status/status-text.ts';
import { readOptions } from './read-options.ts';
import { reportUnusable } from './report-unusable.ts';

/** `storyboard status`: what the ledger knows of every take, and of the film's money. */
export async function status(
  terminal: Terminal,
  flags: { readonly json?: true },
  file: string,
): Promise<ExitCode> {
  const read = await readStatus(file, readOptions(terminal));
  if (!read.ok) return reportUnusable(read, file, flags.json === true, terminal);
  const { diagnostics } = read;
  terminal.print(
    flags.json === true
      ? jsonText({ ...read.status, diagnostics, exitCode: EXIT_CODES.done })
      : statusText(read.status, file, terminal.results),
  );
  return EXIT_CODES.done;
}
