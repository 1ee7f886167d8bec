import { type Diagnostic, visibleText } from '@storyboard/core';
import type { ExitCode } from '../exit-codes.ts';
import { explainedText } from './diagnostics-text.ts';
import { lengthText } from './duration-text.ts';
import type { Look } from './look.ts';
import { count } from './words.ts';

/** What checking one file found. */
export type CheckedFile = {
  readonly file: string;
  readonly ok: boolean;
  readonly exitCode: ExitCode;
  readonly errors: number;
  readonly warnings: number;
  readonly film:
    | { readonly title: string; readonly shots: number; readonly frames: number; readonly seconds: number }
    | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, string>;
};

/** What is to be said about one file: its diagnostics, and a closing line. */
export function checkedText(checked: CheckedFile, look: Look): string {
  return `${explainedText(checked.diagnostics, checked.texts, look)}${closingLine(checked, look)}\n`;
}

function closingLine({ file, film, errors, warnings }: CheckedFile, look: Look): string {
  const name = look.paint('bold', visibleText(file));
  const warned = warnings === 0 ? [] : [look.paint('yellow', count(warnings, 'warning'))];
  if (film === undefined) {
    return `${look.paint('red', '✗')} ${name}  ${[look.paint('red', count(errors, 'error')), ...warned].join(', ')}`;
  }
  const facts = [count(film.shots, 'shot'), lengthText(film.seconds)].join(', ');
  return `${look.paint('green', '✓')} ${name}  ${[facts, ...warned].join(', ')}`;
}
