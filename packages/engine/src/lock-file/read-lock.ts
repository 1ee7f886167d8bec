import { type LockFile, MAX_LOCK_LENGTH, parseLock, StoryboardError } from '@storyboard/core';
import { diskReason } from '../files/disk-reason.ts';
import { errorCode } from '../files/error-code.ts';
import { type RegularFileBytes, readRegularFile } from '../files/read-regular-file.ts';
import { type Project, showPath } from '../project/project.ts';
import { lockName, lockPath } from './lock-path.ts';

/**
 * Reads the lock file of a storyboard; absent where there is none.
 *
 * @throws StoryboardError `lock-unusable` when it cannot be read, or not as a lock file
 */
export function readLock(project: Pick<Project, 'root' | 'folder' | 'shownFolder'>): LockFile | undefined {
  const shown = showPath(project, lockName(project));
  const text = lockText(lockPath(project), shown);
  if (text === undefined) return undefined;
  const parsed = parseLock(text);
  if (parsed.ok) return parsed.lock;
  throw new StoryboardError('lock-unusable', `${shown}:${parsed.line} cannot be read: ${parsed.message}.`, {
    hint: 'Mend it, or bring it back from git. Without it the film is made anew of the takes that the store holds.',
  });
}

function lockText(file: string, shown: string): string | undefined {
  const read = readOrExplain(file);
  if (read === undefined) return undefined;
  if (typeof read !== 'string' && read.regular && read.bytes !== undefined) {
    return new TextDecoder().decode(read.bytes);
  }
  const why =
    typeof read === 'string'
      ? read
      : read.regular
        ? 'it is far larger than any lock file'
        : `it is a ${read.found}, not a file`;
  throw new StoryboardError('lock-unusable', `${shown} cannot be read: ${why}.`);
}

function readOrExplain(file: string): RegularFileBytes | string | undefined {
  try {
    return readRegularFile(file, MAX_LOCK_LENGTH);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return undefined;
    return code === 'ELOOP' ? 'it is a symbolic link' : diskReason(error);
  }
}
