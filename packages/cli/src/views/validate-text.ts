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
  return `${explainedText(checked.diagnostics, checked.texts, look)}${checkedLine(checked, look)}\n`;
}

/** The closing line about a storyboard that cannot be used: its file, and how much is wrong with it. */
export function invalidLine(file: string, diagnostics: readonly Diagnostic[], look: Look): string {
  const number = (wanted: Diagnostic['severity']): number =>
    diagnostics.filter(({ severity }) => severity === wanted).length;
  const errors = look.paint('red', count(number('error'), 'error'));
  return `${look.paint('red', '✗')} ${nameText(file, look)}  ${[errors, ...warned(number('warning'), look)].join(', ')}`;
}

/** The closing line about one file, for where its diagnostics are said elsewhere. */
export function checkedLine({ file, film, diagnostics, warnings }: CheckedFile, look: Look): string {
  if (film === undefined) return invalidLine(file, diagnostics, look);
  const facts = [count(film.shots, 'shot'), lengthText(film.seconds)].join(', ');
  return `${look.paint('green', '✓')} ${nameText(file, look)}  ${[facts, ...warned(warnings, look)].join(', ')}`;
}

function nameText(file: string, look: Look): string {
  return look.paint('bold', visibleText(file));
}

function warned(warnings: number, look: Look): readonly string[] {
  return warnings === 0 ? [] : [look.paint('yellow', count(warnings, 'warning'))];
}
