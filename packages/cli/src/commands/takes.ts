import { readStatus } from '@storyboard/engine';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { jsonText } from '../views/json-text.ts';
import { takesText } from '../views/status/takes-text.ts';
import { pathText } from './path-text.ts';
import { readOptions } from './read-options.ts';
import { reportUnusable } from './report-unusable.ts';

/** `storyboard takes`: every take with its file, and which of them are in the film. */
export async function takes(
  terminal: Terminal,
  flags: { readonly json?: true },
  file: string,
): Promise<ExitCode> {
  const read = await readStatus(file, readOptions(terminal));
  if (!read.ok) return reportUnusable(read, file, flags.json === true, terminal);
  const { status } = read;
  if (flags.json === true) {
    const others = status.otherJobs.filter((job) => job.file !== undefined);
    terminal.print(jsonText({ takes: status.takes, others, exitCode: EXIT_CODES.done }));
  } else {
    const context = { file, pathText: (path: string) => pathText(path, terminal.folder) };
    terminal.print(takesText(status, context, terminal.results));
  }
  return EXIT_CODES.done;
}
