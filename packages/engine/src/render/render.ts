import { summarise } from '@storyboard/core';
import { planStoryboard } from '../plan/plan-storyboard.ts';
import { announceInvalid, announceStart } from './announce.ts';
import { carryOut, labelsOf, requireProviders } from './carry-out.ts';
import { chooseOutputs } from './choose-outputs.ts';
import { renderFrozen } from './render-frozen.ts';
import type { RenderOptions, RenderResult } from './render-options.ts';

/**
 * The straight line from a storyboard file to a film: plan, budget, approval, takes, assembly, report. An invalid
 * storyboard, a refused budget and failed shots are results, each told as a `summary` event as well.
 *
 * @throws StoryboardError when the run was stopped or cannot go on: `interrupted`, `provider-unavailable`,
 *   `store-unusable`, `usage`, `ffmpeg-not-found`
 */
export async function render(options: RenderOptions): Promise<RenderResult> {
  if (options.frozen === true) return renderFrozen(options);
  const planned = await planStoryboard(options.file, { ...options, verifyHeld: true });
  options.onSources?.(planned.texts);
  if (!planned.ok) return announceInvalid(planned, planned.diagnostics, options.onEvent);
  const { texts, plan, storyboard, project } = planned;
  const { outFile, contactSheet, onEvent } = options;
  const outputs = await chooseOutputs({ ...planned, outFile, contactSheet, suffix: '' });
  if ('severity' in outputs) return announceInvalid(planned, [...planned.diagnostics, outputs], onEvent);
  const { diagnostics } = planned;
  announceStart(planned, plan, onEvent);
  const refuse = (status: 'refused' | 'declined', why: string): RenderResult => {
    const film = { status: 'none', why } as const;
    onEvent?.({ type: 'summary', ...summarise({ storyboard, plan, outcomes: [], film }) });
    return { status, plan, storyboard, project, diagnostics, texts };
  };
  if (!plan.budget.allowed) return refuse('refused', 'The budget does not allow it.');
  requireProviders(plan, planned.held, options);
  const costs = plan.total.amount > 0 || plan.total.unknown > 0;
  if (costs && (await options.approve?.(plan)) === false) return refuse('declined', 'It was not approved.');
  const labels = labelsOf(storyboard, plan, options.catalogue);
  const partial = options.only !== undefined;
  const { report, error } = await carryOut({ ...planned, labels, partial, outputs }, options);
  if (error !== undefined) return { status: 'not-assembled', plan, report, error, diagnostics, texts };
  return { status: 'done', plan, report, diagnostics, texts };
}
