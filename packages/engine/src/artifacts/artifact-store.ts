import { createHash, randomUUID } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Digest } from '@storyboard/core';
import { interruption, itemsUntilAborted } from '../abort.ts';
import { errorCode } from '../files/error-code.ts';
import { makeFolder } from '../files/make-folder.ts';
import { openRegularFile } from '../files/open-regular-file.ts';
import type { StoreFolder } from './open-store-folder.ts';
import { storeUnusable } from './store-unusable.ts';

/** A file that the store holds. */
export type StoredArtifact = { readonly artifact: Digest; readonly sizeBytes: number };

/**
 * Stores the bytes of an MP4 under their digest; whole or not at all.
 *
 * @param accept looks at the complete file before it is taken in; what it throws is thrown on, and nothing is kept
 * @throws StoryboardError `store-unusable` when the disk does not take it
 */
export async function storeArtifact(
  store: StoreFolder,
  bytes: AsyncIterable<Uint8Array>,
  options: { readonly accept: (file: string) => Promise<void>; readonly signal: AbortSignal },
): Promise<StoredArtifact> {
  const temporary = join(store.temporary, `${randomUUID()}.mp4`);
  try {
    const stored = await writeAndHash(store, temporary, itemsUntilAborted(bytes, options.signal));
    await options.accept(temporary);
    options.signal.throwIfAborted();
    const file = artifactFile(store, stored.artifact);
    try {
      await makeFolder(dirname(file));
      await rename(temporary, file);
    } catch (error) {
      throw storeUnusable(store.path, error);
    }
    return stored;
  } finally {
    // What cannot be removed goes with the next day's leftovers; it must not hide why nothing was stored.
    await rm(temporary, { force: true }).catch(() => {});
  }
}

/** Where the file of a digest is, if the store holds it. */
export function artifactFile(store: Pick<StoreFolder, 'path'>, artifact: Digest): string {
  return join(store.path, 'objects', artifact.slice(0, 2), `${artifact}.mp4`);
}

/** Whether the store holds a file of this digest; its size is compared, its bytes are not. */
export function holdsArtifact(
  store: Pick<StoreFolder, 'path'>,
  { artifact, sizeBytes }: StoredArtifact,
): boolean {
  try {
    // Thousands of files are looked at one after the other: together that takes less time than it does at once.
    const stats = lstatSync(artifactFile(store, artifact), { throwIfNoEntry: false });
    return stats?.isFile() === true && stats.size === sizeBytes;
  } catch {
    return false;
  }
}

/**
 * Whether the store holds a file of this digest and its bytes still have it. A link or a device, as they may come with a
 * stranger's project, is not it, and is not read.
 *
 * @throws StoryboardError `store-unusable` when the file cannot be read, or the interruption
 */
export async function verifyArtifact(
  store: Pick<StoreFolder, 'path'>,
  artifact: Digest,
  signal?: AbortSignal,
): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    const opened = await openRegularFile(artifactFile(store, artifact));
    if (!opened.regular) return false;
    const chunks = opened.handle.createReadStream(signal === undefined ? {} : { signal });
    for await (const chunk of chunks) hash.update(chunk);
  } catch (error) {
    if (signal?.aborted === true) throw interruption(signal);
    if (NOT_THERE.has(errorCode(error))) return false;
    throw storeUnusable(store.path, error);
  }
  return hash.digest('hex') === artifact;
}

/** Nothing there, or nothing that can be opened without following a link. */
const NOT_THERE: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ELOOP', 'EMLINK', 'ENXIO']);

async function writeAndHash(
  store: StoreFolder,
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<StoredArtifact> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const onDisk = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw storeUnusable(store.path, error);
    }
  };
  const handle = await onDisk(open(file, 'wx'));
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      sizeBytes += chunk.byteLength;
      await onDisk(handle.writeFile(chunk));
    }
    await onDisk(handle.sync());
  } finally {
    await handle.close();
  }
  return { artifact: hash.digest('hex'), sizeBytes };
}
