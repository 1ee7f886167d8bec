import {
  isStoryboardError,
  microUsd,
  type Outcome,
  type Plan,
  StoryboardError,
  summarise,
} from '@storyboard/core';
import { openAssembler } from '@storyboard/renderer';
import { openStoreFolder } from '../artifacts/open-store-folder.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import { lockName } from '../lock-file/lock-path.ts';
import { type PlannedStoryboard, planStoryboard } from '../plan/plan-storyboard.ts';
import { showPath } from '../project/project.ts';
import { announceInvalid, announceStart } from './announce.ts';
import { assembleTakes } from './assemble-takes.ts';
import { checkSoundtrack } from './check-soundtrack.ts';
import { chooseOutputs } from './choose-outputs.ts';
import { type Frozen, findFrozen } from './find-frozen.ts';
import { probeOutputs } from './probe-outputs.ts';
import type { FrozenProblem, RenderOptions, RenderResult } from './render-options.ts';

/**
 * Makes the film of the lock file and the store alone: no provider, no ledger, no money. Where that cannot be done, every
 * reason is told and nothing is written.
 *
 * @throws StoryboardError as `render` does, and `not-frozen` where the lock file cannot be read
 */
export async function renderFrozen(options: RenderOptions): Promise<RenderResult> {
  const planned = await planFrozen(options);
  options.onSources?.(planned.texts);
  if (!planned.ok) return announceInvalid(planned, planned.diagnostics, options.onEvent);
  const { texts, storyboard, project, diagnostics } = planned;
  const { outFile, contactSheet, draft, onEvent = () => {} } = options;
  const outputs = await chooseOutputs({ ...planned, outFile, contactSheet, draft, suffix: '' });
  if ('severity' in outputs) return announceInvalid(planned, [...diagnostics, outputs], onEvent);
  const frozen = await findFrozen(planned, options.signal);
  const plan = onlyFrozen(planned.plan, frozen);
  announceStart(planned, plan, onEvent);
  options.onPlan?.(plan);
  const only = options.only === undefined ? undefined : new Set(options.only);
  const wanted = frozen.problems.filter(({ shot }) => only === undefined || only.has(shot ?? ''));
  const name = showPath(project, lockName(project));
  const problems = planned.lock === undefined && wanted.length > 0 ? [noLock(name)] : wanted;
  if (problems.length > 0) {
    const film = { status: 'none', why: `The film cannot be made of ${name} and the store alone.` } as const;
    onEvent({ type: 'summary', ...summarise({ storyboard, plan, outcomes: [], film }) });
    return { status: 'not-frozen', plan, problems, diagnostics, texts };
  }
  const clock = options.clock ?? SYSTEM_CLOCK;
  await probeOutputs(outputs);
  const store = await openStoreFolder(planned.storeFolder, {
    now: clock.now(),
    ...(options.storeFolder === undefined ? { within: project.folder } : {}),
  });
  await checkSoundtrack(planned, { ...options, cacheFolder: store.cache, now: clock.now });
  const outcomes = plan.takes.flatMap((take): readonly Outcome[] => {
    if (take.action !== 'reuse') return [];
    const { id, shot, take: number, artifact, fingerprint, provider } = take;
    const made = { artifact, fingerprint, provider, reused: true, cost: undefined } as const;
    onEvent({ type: 'job-end', id, status: 'reused', artifact });
    return [{ id, shot, take: number, status: 'succeeded', ...made }];
  });
  await using assembler = openAssembler({
    cacheFolder: store.cache,
    ffmpeg: options.ffmpeg,
    now: clock.now,
    signal: options.signal,
  });
  const { report, error } = await assembleTakes({
    ...options,
    ...planned,
    plan,
    outcomes,
    partial: only !== undefined,
    // They were when they came; a machine that has only the store makes the film at once.
    decodeTakes: false,
    outputs,
    store,
    assembler,
    signal: options.signal ?? new AbortController().signal,
    onEvent,
  });
  const result = { plan, report, drawnOver: [], diagnostics, texts };
  return error === undefined ? { status: 'done', ...result } : { status: 'not-assembled', error, ...result };
}

/** A lock file that cannot be read is as good as none: nothing can be made of it. */
async function planFrozen(options: RenderOptions): Promise<PlannedStoryboard> {
  try {
    return await planStoryboard(options.file, { ...options, frozen: true });
  } catch (error) {
    if (!isStoryboardError(error) || error.code !== 'lock-unusable') throw error;
    throw new StoryboardError('not-frozen', error.message, {
      hint: 'Mend the lock file, or bring it back from git; without it nothing says which takes are in the film.',
      cause: error,
    });
  }
}

/** The plan of a film that is there, for nothing: the locked take of each shot, and no other. */
function onlyFrozen(plan: Plan, { takes }: Frozen): Plan {
  return {
    ...plan,
    takes: plan.takes.filter(({ shot, take }) => takes.get(shot)?.take === take),
    total: { amount: microUsd(0), unknown: 0 },
  };
}

function noLock(name: string): FrozenProblem {
  return {
    shot: undefined,
    reason: `there is no ${name}`,
    hint: 'Render once without --frozen, and commit the lock file that it writes.',
  };
}
