import { buildTimeline, summarise } from '@storyboard/core';
import { checkEncoder, checkTransitions } from '@storyboard/renderer';
import { drawnOver } from '../lock-file/drawn-over.ts';
import { lockTakes } from '../lock-file/lock-takes.ts';
import { readLock } from '../lock-file/read-lock.ts';
import { writeLock } from '../lock-file/write-lock.ts';
import { type PlannedRender, planStoryboard } from '../plan/plan-storyboard.ts';
import type { Project } from '../project/project.ts';
import type { OpenedPlan } from '../saved-plan/saved-plan.ts';
import { markUsed, optionsOfPlan, refuseChanged } from '../saved-plan/use-saved-plan.ts';
import { announceInvalid, announceStart } from './announce.ts';
import { type Agreed, carryOut, labelsOf, requireProviders } from './carry-out.ts';
import { checkSoundtrack } from './check-soundtrack.ts';
import { chooseOutputs } from './choose-outputs.ts';
import { renderFrozen } from './render-frozen.ts';
import type { RenderOptions, RenderResult } from './render-options.ts';

/**
 * The straight line from a storyboard file to a film: plan, budget, approval, takes, assembly, report. An invalid
 * storyboard, a refused budget and failed shots are results, each told as a `summary` event as well.
 *
 * @throws StoryboardError when the run was stopped or cannot go on: `interrupted`, `provider-unavailable`,
 *   `store-unusable`, `lock-unusable`, `plan-unusable`, `usage`, `ffmpeg-not-found`; `assembly-failed`, with nothing
 *   submitted, for a transition or a codec that this ffmpeg does not have, and for music without sound
 */
export async function render(told: RenderOptions): Promise<RenderResult> {
  if (told.frozen === true) return renderFrozen(told);
  const { savedPlan } = told;
  const options = savedPlan === undefined ? told : optionsOfPlan(told, savedPlan);
  const planned = await planStoryboard(options.file, { ...options, verifyHeld: true });
  options.onSources?.(planned.texts);
  if (!planned.ok) return announceInvalid(planned, planned.diagnostics, options.onEvent);
  if (savedPlan !== undefined) refuseChanged(savedPlan, planned);
  const { texts, plan, storyboard, project } = planned;
  const { outFile, contactSheet, draft, onEvent } = options;
  const outputs = await chooseOutputs({ ...planned, outFile, contactSheet, draft, suffix: '' });
  if ('severity' in outputs) return announceInvalid(planned, [...planned.diagnostics, outputs], onEvent);
  const { diagnostics } = planned;
  announceStart(planned, plan, onEvent);
  options.onPlan?.(plan);
  const refuse = (status: 'refused' | 'declined', why: string): RenderResult => {
    const film = { status: 'none', why } as const;
    onEvent?.({ type: 'summary', ...summarise({ storyboard, plan, outcomes: [], film }) });
    return { status, plan, storyboard, project, diagnostics, texts };
  };
  if (!plan.budget.allowed) return refuse('refused', 'The budget does not allow it.');
  requireProviders(plan, planned.held, options);
  const costs = plan.total.amount > 0 || plan.total.unknown > 0;
  if (costs) await checkMakeable(planned, options);
  if (costs && (await options.approve?.(plan)) === false) return refuse('declined', 'It was not approved.');
  const labels = labelsOf(storyboard, plan, options.catalogue);
  const partial = options.only !== undefined;
  let drawn: readonly string[] = [];
  const keeping = lockKeeping(planned, options, (shots) => {
    drawn = shots;
  });
  const { report, error } = await carryOut(
    { ...planned, labels, partial, outputs, ...savedPlanUse(savedPlan), ...keeping },
    options,
  );
  const result = { plan, report, drawnOver: drawn, diagnostics, texts };
  return error === undefined ? { status: 'done', ...result } : { status: 'not-assembled', error, ...result };
}

/** What can be known not to become a film is not paid for. */
async function checkMakeable(
  { storyboard, files }: PlannedRender,
  { ffmpeg, signal }: RenderOptions,
): Promise<void> {
  await checkTransitions(buildTimeline(storyboard), ffmpeg, signal);
  await checkEncoder(storyboard.output.codec, ffmpeg, signal);
  await checkSoundtrack({ storyboard, files }, { ffmpeg, signal });
}

function savedPlanUse(savedPlan: OpenedPlan | undefined): Pick<Agreed, 'onLedger'> {
  return savedPlan === undefined ? {} : { onLedger: (ledger) => markUsed(savedPlan, ledger) };
}

/** Whatever was made is in the lock file before the film is made of it. */
function lockKeeping(
  planned: PlannedRender & { readonly project: Project },
  { catalogue }: RenderOptions,
  onDrawnOver: (shots: readonly string[]) => void,
): Pick<Agreed, 'onTakes'> {
  const { project, written: shots } = planned;
  return {
    onTakes: async (outcomes, memory) => {
      // Somebody may have picked another take in the meantime.
      const old = readLock(project);
      const lock = lockTakes({ ...planned, old, shots, outcomes, catalogue, memory });
      onDrawnOver(drawnOver(lock, { ...planned, outcomes }, catalogue));
      await writeLock(project, lock, old);
    },
  };
}
