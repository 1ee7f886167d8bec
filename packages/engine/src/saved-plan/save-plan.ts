import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type Digest, type LockFile, printLock } from '@storyboard/core';
import type { PlannedStoryboard } from '../plan/plan-storyboard.ts';
import { sha256 } from '../plan/sha256.ts';
import type { PlanFlags, SavedPlan } from './saved-plan.ts';

/**
 * A plan as the text of a file, to be carried out later and at most once.
 *
 * @param options.file where the text will be written, as the user typed it
 * @param options.flags as the plan was made with
 * @param options.program version of this program
 */
export function savePlan(
  planned: PlannedStoryboard & { readonly ok: true },
  options: { readonly file: string; readonly flags: PlanFlags; readonly program: string },
): string {
  const { project, plan } = planned;
  const { provider, only, ceilings, allowUnpriced } = options.flags;
  const lock = lockDigest(planned.lock);
  const saved: SavedPlan = {
    format: 1,
    id: randomUUID(),
    program: options.program,
    storyboard: pathBetween(options.file, join(project.folder, project.root)),
    flags: {
      ...(provider === undefined ? {} : { provider }),
      ...(only === undefined ? {} : { only }),
      ...(ceilings === undefined ? {} : { ceilings }),
      ...(allowUnpriced === undefined ? {} : { allowUnpriced }),
    },
    ...digestsOf(planned),
    ...(lock === undefined ? {} : { lock }),
    spent: planned.held.spent,
    plan,
  };
  return `${JSON.stringify(saved, undefined, 2)}\n`;
}

/** Digests of everything that a storyboard is made of, in the order of their names. */
export function digestsOf({
  project,
  digests,
}: PlannedStoryboard & { readonly ok: true }): Pick<SavedPlan, 'sources' | 'references'> {
  const sources = [...project.sources].map(([path, { text }]) => [path, sha256(text)] as const);
  const references = [...digests].map(([name, { digest }]) => [name, digest] as const);
  return { sources: sorted(sources), references: sorted(references) };
}

/** Digest of what a lock file says, however it is laid out. */
export function lockDigest(lock: LockFile | undefined): Digest | undefined {
  return lock === undefined ? undefined : sha256(printLock(lock));
}

function sorted(entries: readonly (readonly [string, Digest])[]): Readonly<Record<string, Digest>> {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The project's folder is a real path, so the plan's must be one too. */
function pathBetween(planFile: string, storyboard: string): string {
  const folder = realFolder(dirname(resolve(planFile)));
  return relative(folder, storyboard).split(sep).join('/') || basename(storyboard);
}

function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
