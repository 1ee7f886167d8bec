import { type Diagnostic, MAX_SOURCE_BYTES, type SourceText } from '@storyboard/core';
import { errorCode } from '../files/error-code.ts';
import { readRegularFile } from '../files/read-regular-file.ts';
import { findProjectFile } from './find-project-file.ts';
import { nearestFile } from './nearest-file.ts';
import { type ProjectFolder, showPath } from './project.ts';

/** A file of the storyboard as text, from real path `file`, or why it is none; that diagnostic is without a place. */
export type ReadSource = { readonly ok: true; readonly source: SourceText; readonly file: string } | Refused;

type Refused = { readonly ok: false; readonly diagnostic: Diagnostic };

/**
 * Reads one file of a storyboard: inside the project folder, a regular file, below the size limit, valid UTF-8. A byte
 * order mark is taken off.
 *
 * @param path relative to the project folder, `/`-separated
 */
export async function readSource(project: ProjectFolder, path: string): Promise<ReadSource> {
  const shown = showPath(project, path);
  const found = findProjectFile(project.folder, path);
  if (found.status === 'missing') {
    const nearest = await nearestFile(project, path);
    const hint = nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`;
    return refuse('file-not-found', `There is no file ${shown}.`, hint);
  }
  if (found.status === 'outside') {
    return refuse(
      'path-outside-project',
      `${shown} is a symbolic link to a file outside the project folder.`,
      'Put the file itself into the project folder.',
    );
  }
  if (found.status === 'unreadable') return refuse('file-unreadable', `${shown} cannot be read.`);
  try {
    const read = readRegularFile(found.file, MAX_SOURCE_BYTES);
    if (!read.regular) {
      const what = read.found === 'folder' ? 'a folder' : 'a device or a pipe';
      return refuse('file-unreadable', `${shown} is ${what}, not a file.`);
    }
    if (read.bytes === undefined) return refuseSize(shown, read.sizeBytes);
    const text = decode(shown, read.bytes);
    return text.ok ? { ok: true, source: { path, text: text.text }, file: found.file } : text;
  } catch (error) {
    const code = errorCode(error);
    const why =
      code === 'EACCES' || code === 'EPERM' ? 'its permissions do not allow it' : (code ?? 'unknown');
    return refuse('file-unreadable', `${shown} cannot be read: ${why}.`);
  }
}

function decode(shown: string, bytes: Uint8Array): { readonly ok: true; readonly text: string } | Refused {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const what = utf16
      ? `${shown} is UTF-16 text.`
      : `${shown} is not valid UTF-8 text; the first bad byte is on line ${firstBadLine(bytes)}.`;
    return refuse('file-not-utf8', what, 'Save the file as UTF-8.');
  }
}

/** No byte of a longer UTF-8 sequence is a line feed, so lines can be tried one by one. */
function firstBadLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    line += 1;
    start = end + 1;
  }
  return line;
}

function refuseSize(shown: string, sizeBytes: number): Refused {
  return refuse(
    'file-too-large',
    `${shown} has ${sizeBytes} bytes, above the limit of ${MAX_SOURCE_BYTES} bytes for a storyboard file.`,
    'Split it into scene files with include.',
  );
}

function refuse(code: Diagnostic['code'], message: string, hint?: string): Refused {
  return {
    ok: false,
    diagnostic: { code, severity: 'error', message, ...(hint === undefined ? {} : { hint }) },
  };
}
