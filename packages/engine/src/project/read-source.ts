import { type Diagnostic, MAX_SOURCE_BYTES, type Position, type SourceText } from '@storyboard/core';
import { errorCode } from '../files/error-code.ts';
import { readRegularFile } from '../files/read-regular-file.ts';
import { findProjectFile } from './find-project-file.ts';
import { type ProjectFolder, showPath } from './project.ts';

/** A file of the storyboard as text, from real path `file`, or why it is none, at its place in the file as shown. */
export type ReadSource = { readonly ok: true; readonly source: SourceText; readonly file: string } | Refused;

const BEGINNING: Position = { line: 1, column: 1, offset: 0 };

type Refused = { readonly ok: false; readonly diagnostic: Diagnostic };

/**
 * Reads one file of a storyboard: inside the project folder, a regular file, below the size limit, valid UTF-8. A byte
 * order mark is taken off.
 *
 * @param path relative to the project folder, `/`-separated
 */
export function readSource(project: ProjectFolder, path: string): ReadSource {
  const shown = showPath(project, path);
  const found = findProjectFile(project.folder, path);
  if (found.status === 'missing') {
    return refuse(shown, 'file-not-found', `There is no file ${shown}.`);
  }
  if (found.status === 'outside') {
    return refuse(
      shown,
      'path-outside-project',
      `${shown} is a symbolic link to a file outside the project folder.`,
      { hint: 'Put the file itself into the project folder.' },
    );
  }
  if (found.status === 'unreadable') return refuse(shown, 'file-unreadable', `${shown} cannot be read.`);
  try {
    const read = readRegularFile(found.file, MAX_SOURCE_BYTES);
    if (!read.regular) {
      const what = read.found === 'folder' ? 'a folder' : 'a device or a pipe';
      return refuse(shown, 'file-unreadable', `${shown} is ${what}, not a file.`);
    }
    if (read.bytes === undefined) return refuseSize(shown, read.sizeBytes);
    const text = decode(shown, read.bytes);
    return text.ok ? { ok: true, source: { path, text: text.text }, file: found.file } : text;
  } catch (error) {
    const code = errorCode(error);
    const why =
      code === 'EACCES' || code === 'EPERM' ? 'its permissions do not allow it' : (code ?? 'unknown');
    return refuse(shown, 'file-unreadable', `${shown} cannot be read: ${why}.`);
  }
}

function decode(shown: string, bytes: Uint8Array): { readonly ok: true; readonly text: string } | Refused {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const hint = 'Save the file as UTF-8.';
    const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    if (utf16) return refuse(shown, 'file-not-utf8', `${shown} is UTF-16 text.`, { hint });
    const at = endOf(longestGoodText(bytes));
    const what = `${shown} is not valid UTF-8 text; the first bad byte is on line ${at.line}.`;
    return refuse(shown, 'file-not-utf8', what, { hint, at });
  }
}

/** The text before the first bad byte, found by halves: a decoder does not say where it stopped. */
function longestGoodText(bytes: Uint8Array): string {
  let text = '';
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const end = Math.floor((good + bad) / 2);
    try {
      // As part of a stream, so that a character cut through at the end is not bad yet.
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      good = end;
    } catch {
      bad = end;
    }
  }
  return text;
}

function endOf(text: string): Position {
  const lines = text.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, offset: text.length };
}

function refuseSize(shown: string, sizeBytes: number): Refused {
  return refuse(
    shown,
    'file-too-large',
    `${shown} has ${sizeBytes} bytes, above the limit of ${MAX_SOURCE_BYTES} bytes for a storyboard file.`,
    { hint: 'Split it into scene files with include.' },
  );
}

/** An empty place: nothing of the file can be shown. Its beginning stands for the file as a whole. */
function refuse(
  shown: string,
  code: Diagnostic['code'],
  message: string,
  { hint, at = BEGINNING }: { readonly hint?: string | undefined; readonly at?: Position } = {},
): Refused {
  const place = { path: shown, start: at, end: at };
  return {
    ok: false,
    diagnostic: { code, severity: 'error', message, ...(hint === undefined ? {} : { hint }), place },
  };
}
