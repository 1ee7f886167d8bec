import type { Diagnostic, Place } from '../diagnostic/diagnostic.ts';

/** The largest storyboard or scene file in bytes; whoever reads one refuses a larger one before parsing it. */
export const MAX_SOURCE_BYTES = 4 * 1024 * 1024;

/** A file's text. `path` is relative to the project folder and separated by `/`; the root file's too. */
export type SourceText = { readonly path: string; readonly text: string };

/** The path of keys and indexes to a value of a file. */
export type Pointer = readonly (string | number)[];

/** A file that was parsed as YAML: its value as plain data, and where everything in it is written. */
export type ParsedSource = {
  readonly path: string;
  /** Without a byte order mark. */
  readonly text: string;
  /** Maps, lists, text, numbers, booleans and null; aliases share their value. Absent where the YAML is broken. */
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** Where a value, or its key, is written; the nearest thing around it where there is no such value. */
  readonly locate: (pointer: Pointer, target?: 'key' | 'value') => Place;
  /** Where what begins at the n-th `@` (from 0) of a text value is written; absent where escapes hide it. */
  readonly locateAt: (pointer: Pointer, index: number, written: string) => Place | undefined;
};
