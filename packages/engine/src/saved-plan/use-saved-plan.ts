import { StoryboardError } from '@storyboard/core';
import type { Ledger } from '../ledger/ledger.ts';
import type { PlannedStoryboard } from '../plan/plan-storyboard.ts';
import type { RenderOptions } from '../render/render-options.ts';
import { comparePlan } from './compare-plan.ts';
import type { OpenedPlan } from './saved-plan.ts';

/** More reasons than a person reads. */
const MOST_REASONS = 8;

/** What a render is told, with a saved plan's own storyboard and flags; of limits, the new ones count as well. */
export function optionsOfPlan(options: RenderOptions, { saved, storyboardFile }: OpenedPlan): RenderOptions {
  const { provider, only, allowUnpriced, ceilings, approve, ...others } = options;
  return {
    ...others,
    ...saved.flags,
    file: storyboardFile,
    ceilings: [...(saved.flags.ceilings ?? []), ...(ceilings ?? [])],
  };
}

/**
 * Refuses a saved plan that is not what the storyboard is planned as now.
 *
 * @throws StoryboardError `plan-unusable` with every reason
 */
export function refuseChanged(
  { saved, file }: OpenedPlan,
  planned: PlannedStoryboard & { readonly ok: true },
): void {
  const reasons = comparePlan(saved, planned);
  if (reasons.length === 0) return;
  const more = reasons.length - MOST_REASONS;
  const shown = [...reasons.slice(0, MOST_REASONS), ...(more > 0 ? [`and ${more} more changes`] : [])];
  throw new StoryboardError(
    'plan-unusable',
    `The plan ${file} is not what would be done now: ${shown.join('; ')}. Nothing was submitted.`,
    { hint: 'Plan it anew with `storyboard plan <file> --out plan.json`, look at it, and render that.' },
  );
}

/**
 * Marks a saved plan as used.
 *
 * @throws StoryboardError `plan-unusable` when it was before
 */
export function markUsed({ saved, file }: OpenedPlan, ledger: Pick<Ledger, 'usePlan'>): void {
  if (ledger.usePlan(saved.id)) return;
  throw new StoryboardError(
    'plan-unusable',
    `The plan ${file} was carried out before. Nothing was submitted.`,
    {
      hint: 'A plan is used at most once; what it left open is in the next one.',
    },
  );
}
