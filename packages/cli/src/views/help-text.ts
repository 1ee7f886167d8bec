import { EXIT_CODE_MEANINGS } from '../exit-codes.ts';
import type { Look } from './look.ts';

/** The examples at the end of a command's help: lines to copy, each with what it does. */
export function examplesText(examples: readonly (readonly [string, string])[], look: Look): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, does]) => `  ${line.padEnd(width)}  ${look.paint('dim', does)}`);
  return `${[look.paint('bold', 'Examples:'), ...lines].join('\n')}\n`;
}

/** The exit codes at the end of the program's help. */
export function exitCodesText(look: Look): string {
  const lines = Object.entries(EXIT_CODE_MEANINGS).map(
    ([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`,
  );
  return `${[look.paint('bold', 'Exit codes:'), ...lines].join('\n')}`;
}
