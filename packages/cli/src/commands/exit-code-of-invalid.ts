import type { Diagnostic } from '@storyboard/core';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';

/**
 * The exit code for a storyboard that cannot be used: a path on the command line where nothing is, is wrong usage;
 * everything else is about the content.
 */
export function exitCodeOfInvalid(diagnostics: readonly Diagnostic[]): ExitCode {
  // Only the file of the command line has no place: an included one is missing at the line that names it.
  const isMissing = diagnostics.some(({ code, place }) => code === 'file-not-found' && place === undefined);
  return isMissing ? EXIT_CODES.usage : EXIT_CODES.invalid;
}
