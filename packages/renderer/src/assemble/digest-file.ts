import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

const BUFFER_BYTES = 1024 * 1024;

/** SHA-256 of a file's content, in hexadecimal. */
export async function digestFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await using handle = await open(file, 'r');
  const bytes = Buffer.allocUnsafe(BUFFER_BYTES);
  for (;;) {
    const { bytesRead } = await handle.read(bytes, 0, BUFFER_BYTES);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(bytes.subarray(0, bytesRead));
  }
}

/** What changes whenever a file or its content does: place, size, and the times that no program can set back. */
export async function fileMark(file: string): Promise<readonly string[]> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
  return [resolve(file), ...[dev, ino, size, mtimeNs, ctimeNs].map(String)];
}
