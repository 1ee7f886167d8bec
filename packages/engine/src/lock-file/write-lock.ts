import { type LockFile, printLock, StoryboardError } from '@storyboard/core';
import { diskReason } from '../files/disk-reason.ts';
import { writeWholeFile } from '../files/write-whole-file.ts';
import { type Project, showPath } from '../project/project.ts';
import { lockName, lockPath } from './lock-path.ts';

/**
 * Writes the lock file of a storyboard, whole or not at all; one that says the same already stays as it is, and one that
 * would say nothing is not begun.
 *
 * @throws StoryboardError `lock-unusable` when the disk does not take it
 */
export async function writeLock(
  project: Pick<Project, 'root' | 'folder' | 'shownFolder'>,
  lock: LockFile,
  old: LockFile | undefined,
): Promise<void> {
  const text = printLock(lock);
  if (text === printLock(old ?? { shots: new Map() })) return;
  try {
    await writeWholeFile(lockPath(project), text, project.folder);
  } catch (error) {
    const shown = showPath(project, lockName(project));
    throw new StoryboardError('lock-unusable', `${shown} cannot be written: ${diskReason(error)}.`, {
      hint: 'The takes are all kept; allow writing there and render again, which costs nothing.',
      cause: error,
    });
  }
}
