import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { schemaText } from '../views/schema-text.ts';

/** `storyboard schema`: prints the JSON Schema of the storyboard. */
export async function schema(terminal: Terminal): Promise<ExitCode> {
  terminal.print(schemaText());
  return EXIT_CODES.done;
}
