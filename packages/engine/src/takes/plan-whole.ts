import type { Digest, Fingerprint, Held, HeldArtifact, Plan } from '@storyboard/core';
import pLimit from 'p-limit';
import { interruption } from '../abort.ts';
import { verifyArtifact } from '../artifacts/artifact-store.ts';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';

/** How many files are hashed at once; more only makes the disk seek. */
const CONCURRENT_HASHES = 4;

/** A take of a plan, and footage of it whose bytes are not what was stored. */
export type DamagedTake = { readonly id: string; readonly artifact: Digest };

/**
 * Plans with what is held, and again without what turns out to be damaged, until every take that the plan reuses is
 * whole. Each file is read once. Where `otherwise` knows other footage of a damaged take, that one is used.
 *
 * @throws StoryboardError `store-unusable` when a file cannot be read, or the interruption
 */
export async function planWhole<P extends { readonly plan: Plan }>(
  held: Held,
  planWith: (held: Held) => P,
  {
    store,
    otherwise,
    signal,
  }: {
    readonly store: Pick<StoreFolder, 'path'>;
    readonly otherwise?: Held;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<P & { readonly held: Held; readonly damaged: readonly DamagedTake[] }> {
  const limit = pLimit(CONCURRENT_HASHES);
  const whole = new Map<Digest, boolean>();
  const damaged: DamagedTake[] = [];
  let sound = held;
  while (true) {
    const planned = planWith(sound);
    const artifacts = reused(planned.plan).map(({ artifact }) => artifact);
    const unread = new Set(artifacts.filter((artifact) => !whole.has(artifact)));
    await limit.map(unread, async (artifact) => {
      if (signal?.aborted === true) throw interruption(signal);
      whole.set(artifact, await verifyArtifact(store, artifact, signal));
    });
    const found = reused(planned.plan).filter(({ artifact }) => whole.get(artifact) === false);
    if (found.length === 0) return { ...planned, held: sound, damaged };
    damaged.push(...found);
    sound = without(sound, (artifact) => whole.get(artifact) === false, otherwise);
  }
}

/** What is drawn anew anyway may be damaged. */
function reused({ takes }: Plan): readonly DamagedTake[] {
  return takes.flatMap((take) =>
    take.action === 'reuse' && take.redraw !== true ? [{ id: take.id, artifact: take.artifact }] : [],
  );
}

function without(held: Held, isDamaged: (artifact: Digest) => boolean, otherwise: Held | undefined): Held {
  const artifacts = new Map<Fingerprint, HeldArtifact>();
  const damaged = new Set(held.damaged);
  for (const [fingerprint, found] of held.artifacts) {
    const other = otherwise?.artifacts.get(fingerprint);
    if (!isDamaged(found.artifact)) artifacts.set(fingerprint, found);
    else if (other !== undefined && !isDamaged(other.artifact)) artifacts.set(fingerprint, other);
    else damaged.add(fingerprint);
  }
  return { ...held, artifacts, damaged };
}
