import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type StoredArtifact, storeArtifact } from '../artifacts/artifact-store.ts';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';

/** What came is no footage; nothing of it is kept. */
export class Unfit extends Error {}

/** How footage is taken in. */
export type StoreFootage = {
  readonly signal: AbortSignal;
  /** Throws `Unfit` for what is no footage. */
  readonly accept: (file: string) => Promise<void>;
  /** Writes the packets of a file in another container into an MP4, as they are; false where there is no such thing. */
  readonly repack: (file: string, outFile: string) => Promise<boolean>;
};

/**
 * Stores footage as an MP4: what comes in another container is put into one before, and then looked at again.
 *
 * @throws Unfit; StoryboardError `store-unusable`
 */
export async function storeFootage(
  store: StoreFolder,
  bytes: AsyncIterable<Uint8Array>,
  { signal, accept, repack }: StoreFootage,
): Promise<StoredArtifact> {
  const plain = join(store.temporary, `${randomUUID()}.mp4`);
  let isRepacked = false;
  try {
    return await storeArtifact(store, bytes, {
      signal,
      accept: async (file) => {
        try {
          await accept(file);
        } catch (error) {
          isRepacked = error instanceof Unfit && (await repack(file, plain));
          throw error;
        }
      },
    });
  } catch (error) {
    if (!isRepacked) throw error;
    return await storeArtifact(store, createReadStream(plain), { signal, accept });
  } finally {
    await rm(plain, { force: true }).catch(() => {});
  }
}
