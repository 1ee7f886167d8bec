import { join, resolve } from 'node:path';
import {
  type Ceiling,
  type Diagnostic,
  didYouMean,
  type Held,
  type LockFile,
  labelDigest,
  microUsd,
  NOTHING_HELD,
  type Plan,
  planRender,
  type ReferenceDigests,
  type ResolvedStoryboard,
  StoryboardError,
  withPriceLists,
} from '@storyboard/core';
import { storeFolderAt } from '../artifacts/open-store-folder.ts';
import { filmId } from '../ledger/film-id.ts';
import { readHeld } from '../ledger/read-ledger.ts';
import { holdLocked } from '../lock-file/hold-locked.ts';
import { readLock } from '../lock-file/read-lock.ts';
import type { LoadOptions } from '../project/load-storyboard.ts';
import type { Project, SourceTexts } from '../project/project.ts';
import { digestReferences } from '../references/digest-references.ts';
import type { ReferenceFile } from '../references/find-reference-files.ts';
import { type DamagedTake, planWhole } from '../takes/plan-whole.ts';
import { checkProject } from './check-project.ts';
import { type PriceLists, type ReadPriceLists, readPriceLists } from './price-lists.ts';
import { priceWarnings } from './price-warnings.ts';
import { sha256 } from './sha256.ts';

/** What decides a plan beside the storyboard. */
export type PlanOptions = LoadOptions & {
  /** Where takes are kept; `.storyboard` beside the storyboard file where absent. */
  readonly storeFolder?: string;
  /** Limits beside the storyboard's own. */
  readonly ceilings?: readonly Ceiling[];
  /** Plans takes of unknown price as allowed. */
  readonly allowUnpriced?: boolean;
  /** Ids of the shots to make; all where absent. */
  readonly only?: readonly string[];
  /** Changes nothing for the sake of the budget, whatever the storyboard's `on_exceed` says. */
  readonly asWritten?: boolean;
  /** Reads the bytes of every take that would be reused, to see whether they are whole; else only its size is compared. */
  readonly verifyHeld?: boolean;
  /** Plans with what the lock file has, whether or not its footage is in the store, and with nothing else. */
  readonly frozen?: boolean;
  /** Where prices are come by that providers publish; without it the catalogue's figures count. */
  readonly priceLists?: PriceLists;
  /** Where providers are asked that are not asked where they always are, by provider. */
  readonly origins?: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal;
};

/** What planning found out, with everything that carrying the plan out needs. */
export type PlannedRender = {
  readonly plan: Plan;
  /** After `on_exceed`. */
  readonly storyboard: ResolvedStoryboard;
  readonly digests: ReferenceDigests;
  readonly files: ReadonlyMap<string, ReferenceFile>;
  readonly held: Held;
  /** Takes whose files turned out to be damaged when they were read; of a plan that reads none, none. */
  readonly damaged: readonly DamagedTake[];
  /** What the lock file says; absent where there is none. */
  readonly lock: LockFile | undefined;
  /** The take of each shot that its lock file names. */
  readonly picks: ReadonlyMap<string, number>;
  /** Ids of the shots as written, those that a budget dropped as well. */
  readonly written: readonly string[];
  /** Absolute path, whether or not it is there. */
  readonly storeFolder: string;
};

/** A plan, or what is wrong with the storyboard; warnings travel with both. */
export type PlannedStoryboard = {
  readonly project: Project;
  readonly texts: SourceTexts;
  readonly diagnostics: readonly Diagnostic[];
} & (({ readonly ok: true } & PlannedRender) | { readonly ok: false });

const NO_MONEY: readonly Ceiling[] = [{ amount: microUsd(0), source: 'budget.limit' }];

const NO_PRICES: ReadPriceLists = { lists: new Map(), unread: new Map() };

/**
 * The straight line up to the bar: reads, checks, digests and plans. Needs no key, and asks providers for nothing but
 * their prices, where it is told how; those are kept, and nothing else is written.
 *
 * @param file as the user typed it
 * @throws StoryboardError `usage` when `only` names a shot that is not there, `lock-unusable`
 */
export async function planStoryboard(file: string, options: PlanOptions): Promise<PlannedStoryboard> {
  const { project, texts, checked, files } = await checkProject(file, options);
  const { diagnostics } = checked;
  if (!checked.ok) return { ok: false, project, texts, diagnostics };
  const frozen = options.frozen === true;
  const storyboard =
    options.asWritten === true ? withoutAdjusting(checked.value) : asPlanned(checked.value, frozen);
  const only = options.only === undefined ? undefined : knownShots(options.only, storyboard);
  const storeFolder = resolve(options.storeFolder ?? resolve(project.folder, '.storyboard'));
  const store = storeFolderAt(storeFolder);
  const { priceLists, signal } = options;
  const [digests, known, prices] = await Promise.all([
    digestReferences(storyboard, files, options),
    frozen
      ? NOTHING_HELD
      : fetchedHere(
          readHeld(storeFolder, filmId(join(project.folder, project.root), storeFolder)),
          options.origins,
        ),
    frozen || priceLists === undefined ? NO_PRICES : readPriceLists(storyboard, priceLists, signal),
  ]);
  const catalogue = withPriceLists(options.catalogue, prices.lists);
  const lock = readLock(project);
  const held = holdLocked(known, lock, frozen ? undefined : store);
  const picks = picksOf(lock);
  const locked = new Set([...(lock?.shots.values() ?? [])].map(({ fingerprint }) => fingerprint));
  const { allowUnpriced } = options;
  const ceilings = frozen ? NO_MONEY : options.ceilings;
  const planWith = (whole: Held) =>
    planRender({
      storyboard,
      catalogue,
      digests,
      held: whole,
      picks,
      locked,
      hash: sha256,
      ...(frozen ? {} : { drawnAs: (label, target) => labelDigest(label, target, sha256) }),
      ...(ceilings === undefined ? {} : { ceilings }),
      ...(allowUnpriced === undefined ? {} : { allowUnpriced }),
      ...(only === undefined ? {} : { only }),
    });
  const planned =
    options.verifyHeld === true
      ? await planWhole(held, planWith, { store, otherwise: known, signal })
      : { ...planWith(held), held, damaged: [] };
  const written = checked.value.shots.map(({ id }) => id);
  return {
    ok: true,
    project,
    texts,
    diagnostics: [...diagnostics, ...priceWarnings(prices, options.catalogue)],
    ...planned,
    digests,
    files,
    lock,
    picks,
    written,
    storeFolder,
  };
}

function picksOf(lock: LockFile | undefined): ReadonlyMap<string, number> {
  return new Map([...(lock?.shots ?? [])].map(([shot, { take }]) => [shot, take]));
}

/**
 * What is frozen was perhaps made at a lower resolution to fit a budget, and is found again by planning with no money at
 * all; but no shot is left out for a budget that a frozen film does not touch.
 */
function asPlanned(storyboard: ResolvedStoryboard, frozen: boolean): ResolvedStoryboard {
  return frozen && storyboard.budget.onExceed === 'trim' ? withoutAdjusting(storyboard) : storyboard;
}

function withoutAdjusting(storyboard: ResolvedStoryboard): ResolvedStoryboard {
  return { ...storyboard, budget: { ...storyboard.budget, onExceed: 'fail' } };
}

/**
 * The shots that a storyboard is limited to.
 *
 * @throws StoryboardError `usage` for one that is not there
 */
export function knownShots(only: readonly string[], storyboard: ResolvedStoryboard): ReadonlySet<string> {
  const ids = storyboard.shots.map(({ id }) => id);
  for (const id of only) {
    if (ids.includes(id)) continue;
    const hint = didYouMean(id, ids, `It has ${someOf(ids)}.`);
    throw new StoryboardError('usage', `There is no shot ${id} in ${storyboard.path}.`, {
      ...(hint === undefined ? {} : { hint }),
    });
  }
  return new Set(only);
}

function someOf(ids: readonly string[]): string {
  const shown = ids.slice(0, 8).join(', ');
  return ids.length > 8 ? `${shown} and ${ids.length - 8} more` : shown;
}

/** Footage is fetched once more only where it was made: a service does not know the jobs of a simulator. */
function fetchedHere({ fetchable, ...held }: Held, origins: PlanOptions['origins']): Held {
  if (fetchable === undefined) return held;
  const here = [...fetchable].filter(([, { provider, origin }]) => origin === origins?.get(provider));
  return { ...held, fetchable: new Map(here) };
}
