import { createHash } from 'node:crypto';
import type { ReferenceDigests, ResolvedStoryboard } from '@storyboard/core';
import pLimit from 'p-limit';
import { interruption } from '../abort.ts';
import { openRegularFile } from '../files/open-regular-file.ts';
import type { ReferenceFile } from './find-reference-files.ts';

/** How many files are hashed at once; more only makes the disk seek. */
const CONCURRENT_HASHES = 4;

/**
 * SHA-256 of the bytes of every file reference that is in `files`, by reference name; each file is read once.
 *
 * @throws the system's error when a file cannot be read to its end
 */
export async function digestReferences(
  storyboard: ResolvedStoryboard,
  files: ReadonlyMap<string, ReferenceFile>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<ReferenceDigests> {
  const limit = pLimit(CONCURRENT_HASHES);
  const hashes = new Map<string, Promise<Hashed>>();
  const digests = new Map<string, Hashed>();
  const named = [...storyboard.references.values()].flatMap(({ name, source }) => {
    const file = source.type === 'file' ? files.get(source.path)?.file : undefined;
    return file === undefined ? [] : [{ name, file }];
  });
  await Promise.all(
    named.map(async ({ name, file }) => {
      const hashed = hashes.get(file) ?? limit(hashFile, file, options.signal);
      hashes.set(file, hashed);
      digests.set(name, await hashed);
    }),
  );
  return digests;
}

type Hashed = { readonly digest: string; readonly sizeBytes: number };

async function hashFile(file: string, signal: AbortSignal | undefined): Promise<Hashed> {
  const opened = await openRegularFile(file);
  if (!opened.regular) throw new Error(`${file} is no longer a file.`);
  await using handle = opened.handle;
  const hash = createHash('sha256');
  const buffer = new Uint8Array(CHUNK_BYTES);
  let sizeBytes = 0;
  while (true) {
    if (signal?.aborted === true) throw interruption(signal);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length);
    if (bytesRead === 0) return { digest: hash.digest('hex'), sizeBytes };
    hash.update(buffer.subarray(0, bytesRead));
    sizeBytes += bytesRead;
  }
}

const CHUNK_BYTES = 1024 * 1024;
