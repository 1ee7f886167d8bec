import type { DiagnosticCode } from './codes.ts';

/** How much a diagnostic weighs: an `error` stops the command, a `warning` does not, `info` is good to know. */
export type Severity = 'error' | 'warning' | 'info';

/** A point in a text: line and column counted from 1, offset in UTF-16 units from 0. */
export type Position = { readonly line: number; readonly column: number; readonly offset: number };

/** A stretch of a file; `end` is the first position after it. */
export type Place = { readonly path: string; readonly start: Position; readonly end: Position };

/** Something said about the user's files, with the place it is about. */
export type Diagnostic = {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What is wrong, with the value met, and why. One or two sentences of plain text. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Absent where no file could be read at all, and where it is about no file. */
  readonly place?: Place;
  /** Other places that belong to it, such as the first use of a duplicate id. */
  readonly related?: readonly { readonly message: string; readonly place: Place }[];
};

/** A value with what was said while making it; warnings travel with success. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
