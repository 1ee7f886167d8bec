import type { ReadStatus } from '@storyboard/engine';
import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { explainedText } from '../views/diagnostics-text.ts';
import { jsonText } from '../views/json-text.ts';
import { invalidLine } from '../views/validate-text.ts';
import { exitCodeOfInvalid } from './exit-code-of-invalid.ts';

/** Says that a storyboard cannot be used and what is wrong with it, as one document where JSON is wanted. */
export function reportUnusable(
  { diagnostics, texts }: Pick<ReadStatus, 'diagnostics' | 'texts'>,
  file: string,
  json: boolean,
  terminal: Terminal,
): ExitCode {
  const { notes } = terminal;
  const exitCode = exitCodeOfInvalid(diagnostics);
  if (json) {
    const message = `${file} cannot be used as it is; the diagnostics say why.`;
    terminal.print(jsonText({ error: { code: 'invalid', message }, diagnostics, exitCode }));
  } else {
    terminal.note(explainedText(diagnostics, texts, notes));
    terminal.note(`${invalidLine(file, diagnostics, notes)}\n`);
  }
  return exitCode;
}
