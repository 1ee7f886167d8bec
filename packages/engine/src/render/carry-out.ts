import { join } from 'node:path';
import {
  type Catalogue,
  type Held,
  isStoryboardError,
  type Label,
  labelFor,
  type Outcome,
  type Plan,
  type RenderEvent,
  type ResolvedStoryboard,
  StoryboardError,
  summarise,
} from '@storyboard/core';
import { openAssembler } from '@storyboard/renderer';
import { openStoreFolder, type StoreFolder } from '../artifacts/open-store-folder.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import { executePlan } from '../execute/execute-plan.ts';
import { routeOf } from '../execute/route-of.ts';
import { spendingLimits } from '../execute/spending-limits.ts';
import { filmId } from '../ledger/film-id.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import type { PlannedRender, PlanOptions } from '../plan/plan-storyboard.ts';
import type { Project } from '../project/project.ts';
import { type AssembledTakes, assembleTakes } from './assemble-takes.ts';
import { checkSoundtrack } from './check-soundtrack.ts';
import type { Outputs } from './choose-outputs.ts';
import { prepareFilm } from './prepare-film.ts';
import { probeOutputs } from './probe-outputs.ts';
import type { CarryOutOptions } from './render-options.ts';

/** A plan that was agreed to, with where its film goes. */
export type Agreed = PlannedRender & {
  readonly project: Project;
  /** What is written on drawn footage, by shot. */
  readonly labels: ReadonlyMap<string, Label>;
  /** Whether the film may lack shots. */
  readonly partial: boolean;
  readonly outputs: Outputs;
  /** What is drawn is marked, so that no render takes it for a provider's work. */
  readonly forPreview?: boolean;
  /** Hears of the ledger that the run writes to before anything is submitted; what it throws ends the run. */
  readonly onLedger?: (ledger: Ledger) => void;
  /** Hears of the takes, however many were made, before the film is made of them; what it throws ends the run. */
  readonly onTakes?: (outcomes: readonly Outcome[], ledger: Ledger) => Promise<void>;
};

/**
 * Everything below the bar: makes the takes, joins them into the film, and sums up.
 *
 * @throws StoryboardError when the run was stopped or cannot go on; what is complete is kept, and a summary was told
 */
export async function carryOut(
  agreed: Agreed,
  options: CarryOutOptions & Pick<PlanOptions, 'ceilings'>,
): Promise<AssembledTakes> {
  const clock = options.clock ?? SYSTEM_CLOCK;
  const signal = options.signal ?? new AbortController().signal;
  const onEvent = options.onEvent ?? (() => {});
  await probeOutputs(agreed.outputs);
  const store = await openStoreFolder(agreed.storeFolder, {
    now: clock.now(),
    ...(options.storeFolder === undefined ? { within: agreed.project.folder } : {}),
  });
  await checkSoundtrack(agreed, { ...options, cacheFolder: store.cache, now: clock.now });
  await using assembler = openAssembler({
    cacheFolder: store.cache,
    ffmpeg: options.ffmpeg,
    now: clock.now,
    signal: options.signal,
  });
  const prepare = prepareFilm({ ...options, ...agreed, store }, assembler);
  const hear = (event: RenderEvent): void => {
    onEvent(event);
    prepare(event);
  };
  const outcomes = await makeTakes(agreed, { ...options, clock, signal, onEvent: hear }, store);
  return await assembleTakes({
    ...options,
    ...agreed,
    outcomes,
    decodeTakes: true,
    store,
    assembler,
    clock,
    signal,
    onEvent,
  });
}

type TakeOptions = CarryOutOptions &
  Pick<PlanOptions, 'ceilings'> &
  Required<Pick<CarryOutOptions, 'clock' | 'signal' | 'onEvent'>>;

/** The takes of a plan, as far as they could be made; the ledger is closed before the film is begun. */
async function makeTakes(
  agreed: Agreed,
  options: TakeOptions,
  store: StoreFolder,
): Promise<readonly Outcome[]> {
  const { plan, storyboard } = agreed;
  const { folder, root } = agreed.project;
  const film = filmId(join(folder, root), agreed.storeFolder);
  using ledger = openLedger(agreed.storeFolder, { film, now: options.clock.now });
  agreed.onLedger?.(ledger);
  const { outcomes, stopped } = await executePlan({
    ...options,
    ...agreed,
    store,
    ledger,
    spending: spendingLimits(storyboard.budget, options.ceilings ?? []),
    forPreview: agreed.forPreview === true,
    emergencyFolder: folder,
  });
  const unkept = await agreed.onTakes?.(outcomes, ledger).then(() => undefined, asStoryboardError);
  // Why the run ended is not hidden by what was tried after it.
  const ended = stopped ?? unkept;
  if (ended === undefined) return outcomes;
  const none = { status: 'none', why: ended.message } as const;
  options.onEvent({ type: 'summary', ...summarise({ storyboard, plan, outcomes, film: none }) });
  throw ended;
}

function asStoryboardError(thrown: unknown): StoryboardError {
  if (isStoryboardError(thrown)) return thrown;
  throw thrown;
}

/** What is written on the drawn footage of each shot, priced by the plan. */
export function labelsOf(
  storyboard: ResolvedStoryboard,
  plan: Plan,
  catalogue: Catalogue,
): ReadonlyMap<string, Label> {
  const costs = new Map(plan.takes.toReversed().map(({ shot, routes }) => [shot, routes[0].cost]));
  return new Map(storyboard.shots.map((shot) => [shot.id, labelFor(shot, catalogue, costs.get(shot.id))]));
}

/**
 * Refuses a plan that needs a provider which jobs cannot be given to. One that is only a fallback may be missing.
 *
 * @throws StoryboardError what `unavailable` says of it, else `provider-unavailable`
 */
export function requireProviders(
  plan: Plan,
  held: Held,
  { providers, unavailable, catalogue }: Pick<CarryOutOptions, 'providers' | 'unavailable' | 'catalogue'>,
): void {
  const needed = plan.takes.flatMap((take) => {
    if (take.action === 'in-doubt' || (take.action === 'reuse' && take.redraw !== true)) return [];
    return [routeOf(take, held).provider];
  });
  const missing = needed.find((id) => !providers.has(id));
  if (missing === undefined) return;
  const known = unavailable?.get(missing);
  if (known !== undefined) throw known;
  const title = catalogue.find(({ id }) => id === missing)?.title ?? missing;
  const local = [...providers.values()].find(({ spec }) => spec.local)?.spec.id;
  const instead = local === undefined ? '' : ` or draw it on this machine with \`--provider ${local}\``;
  throw new StoryboardError('provider-unavailable', `This version cannot give jobs to ${title} yet.`, {
    hint: `Make the free animatic with \`storyboard preview\`${instead}.`,
  });
}
