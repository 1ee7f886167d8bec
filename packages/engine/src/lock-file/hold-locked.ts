import { lstatSync } from 'node:fs';
import type { Fingerprint, Held, HeldArtifact, LockFile } from '@storyboard/core';
import { artifactFile } from '../artifacts/artifact-store.ts';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';

/**
 * What is held, with the footage that a lock file names where it is in the store: the film stays as it was made, also
 * where the ledger has forgotten it or knows a newer take of the same fingerprint. Drawings stay as the ledger knows them,
 * which says what is written on them. Without a store, all of the footage counts as there.
 */
export function holdLocked(
  held: Held,
  lock: LockFile | undefined,
  store: Pick<StoreFolder, 'path'> | undefined,
): Held {
  if (lock === undefined) return held;
  let artifacts: Map<Fingerprint, HeldArtifact> | undefined;
  for (const { fingerprint, sha256, origin } of lock.shots.values()) {
    const known = held.artifacts.get(fingerprint);
    if (known?.drawnAs !== undefined || known?.artifact === sha256) continue;
    if (store !== undefined && !isStored(artifactFile(store, sha256))) continue;
    artifacts ??= new Map(held.artifacts);
    const from = origin === undefined ? {} : { origin };
    artifacts.set(fingerprint, { artifact: sha256, drawnAs: undefined, ...from });
  }
  return artifacts === undefined ? held : { ...held, artifacts };
}

function isStored(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}
