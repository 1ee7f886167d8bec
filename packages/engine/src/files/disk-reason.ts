import { errorCode } from './error-code.ts';

/** Codes of the system, in the words of people who use it. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EIO', 'the disk answers with an error'],
  ['EROFS', 'the disk is read-only'],
  ['EACCES', 'its permissions do not allow it'],
  ['EPERM', 'its permissions do not allow it'],
  ['ENOENT', 'no folder can be made there'],
  ['ENOTDIR', 'a file stands where a folder is needed'],
  ['EEXIST', 'a file stands where a folder is needed'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['EMFILE', 'too many files are open'],
]);

/** Why the disk did not take something, in words. */
export function diskReason(cause: unknown): string {
  const code = errorCode(cause);
  return (code === undefined ? undefined : REASONS.get(code)) ?? String(cause);
}
