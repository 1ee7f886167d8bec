import { StoryboardError } from '@storyboard/core';
import { errorCode } from '../files/error-code.ts';

/** Codes of the system, in the words of people who use it. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EROFS', 'the disk is read-only'],
  ['EACCES', 'its permissions do not allow it'],
  ['EPERM', 'its permissions do not allow it'],
  ['ENOTDIR', 'a file stands where a folder is needed'],
  ['ENOENT', 'no folder can be made there'],
  ['EEXIST', 'a file stands where a folder is needed'],
  ['EMFILE', 'too many files are open'],
]);

/** The error of a run whose store cannot be written. */
export function storeUnusable(folder: string, cause: unknown): StoryboardError {
  const code = errorCode(cause);
  const reason = (code === undefined ? undefined : REASONS.get(code)) ?? String(cause);
  return new StoryboardError('store-unusable', `The store ${folder} cannot be written: ${reason}.`, {
    hint: 'Make room or allow writing there, or set STORYBOARD_DIR to another folder.',
    cause,
  });
}
