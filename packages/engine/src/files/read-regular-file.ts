import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** The bytes of a regular file (absent above the limit), or what stands at the path instead. */
export type RegularFileBytes =
  | { readonly regular: true; readonly sizeBytes: number; readonly bytes: Uint8Array | undefined }
  | { readonly regular: false; readonly found: 'folder' | 'device' };

/**
 * Reads a small file whole, if it is a regular one: opening a pipe or a device neither waits nor reads. A file above
 * the limit, whatever size it says it has, is not read further than that.
 *
 * At once rather than in turns with other work: going by way of Node's thread pool takes longer than the reading.
 *
 * @param file real path; a symbolic link put there since is not followed
 * @throws the system's error when the file cannot be read
 */
export function readRegularFile(file: string, limitBytes: number): RegularFileBytes {
  // Windows has neither flag, nor the pipes and links that they guard against.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
  const descriptor = openSync(file, flags);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { regular: false, found: stats.isDirectory() ? 'folder' : 'device' };
    if (stats.size > limitBytes) return { regular: true, sizeBytes: stats.size, bytes: undefined };
    const bytes = readUpTo(descriptor, limitBytes, stats.size);
    const sizeBytes = bytes.length;
    return { regular: true, sizeBytes, bytes: sizeBytes > limitBytes ? undefined : bytes };
  } finally {
    closeSync(descriptor);
  }
}

/** Not more than a byte above the limit, even where the size was wrong or the file grows while it is read. */
function readUpTo(descriptor: number, limitBytes: number, expectedBytes: number): Uint8Array {
  let buffer = new Uint8Array(Math.min(expectedBytes, limitBytes) + 1);
  let length = 0;
  while (true) {
    const bytesRead = readSync(descriptor, buffer, length, buffer.length - length, null);
    length += bytesRead;
    if (bytesRead === 0 || length > limitBytes) return buffer.subarray(0, length);
    if (length < buffer.length) continue;
    const larger = new Uint8Array(Math.min(2 * buffer.length, limitBytes + 1));
    larger.set(buffer);
    buffer = larger;
  }
}
