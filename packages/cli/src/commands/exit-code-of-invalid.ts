import type { Diagnostic } from '@storyboard/core';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';

/**
 * The exit code for a storyboard that cannot be used: a path on the command line where no file is, or none that can be
 * read, is wrong usage; everything else is about the content.
 */
export function exitCodeOfInvalid(diagnostics: readonly Diagnostic[]): ExitCode {
  return diagnostics.some(isAboutTheFileItself) ? EXIT_CODES.usage : EXIT_CODES.invalid;
}

/** Only the file of the command line stands for itself: an included one is missing at the words that name it. */
function isAboutTheFileItself({ code, place }: Diagnostic): boolean {
  const isWhole = place === undefined || (place.start.offset === 0 && place.end.offset === 0);
  return isWhole && (code === 'file-not-found' || code === 'file-unreadable');
}
