import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** An open file with its size and time of change at that moment, or what stands at the path instead of a regular file. */
export type OpenedFile =
  | {
      readonly regular: true;
      readonly handle: FileHandle;
      readonly sizeBytes: number;
      readonly changedMs: number;
    }
  | { readonly regular: false; readonly found: 'folder' | 'device' };

/**
 * Opens a file to read, if it is a regular one: opening a pipe or a device neither waits nor reads.
 *
 * @param file real path; a symbolic link put there since is not followed
 * @throws the system's error when the file cannot be opened
 */
export async function openRegularFile(file: string): Promise<OpenedFile> {
  // Windows has neither flag, nor the pipes and links that they guard against.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(file, flags);
  try {
    const stats = await handle.stat();
    if (stats.isFile()) return { regular: true, handle, sizeBytes: stats.size, changedMs: stats.mtimeMs };
    await handle.close();
    return { regular: false, found: stats.isDirectory() ? 'folder' : 'device' };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
