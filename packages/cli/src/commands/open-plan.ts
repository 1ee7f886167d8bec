import { StoryboardError } from '@storyboard/core';
import { formatUsd } from '@storyboard/core/units';
import { type OpenedPlan, openSavedPlan } from '@storyboard/engine';

/** Flags that decide a plan, and so have no place beside one that was saved. */
type PlanDeciding = {
  readonly only?: readonly string[];
  readonly provider?: string;
  readonly allowUnpriced?: true;
  readonly frozen?: true;
};

/**
 * Opens a saved plan to carry it out.
 *
 * @throws StoryboardError `usage` where flags would make it another plan; `plan-unusable` where it is none
 */
export function openPlan(file: string, flags: PlanDeciding): OpenedPlan {
  const wrong = [
    ...(flags.only === undefined ? [] : ['--only']),
    ...(flags.provider === undefined ? [] : ['--provider']),
    ...(flags.allowUnpriced === undefined ? [] : ['--allow-unpriced']),
    ...(flags.frozen === undefined ? [] : ['--frozen']),
  ];
  if (wrong.length > 0) {
    throw new StoryboardError(
      'usage',
      `A saved plan is carried out as it is; ${wrong.join(', ')} would make it another one.`,
      { hint: 'Name the storyboard itself, or save a plan with these flags.' },
    );
  }
  return openSavedPlan(file);
}

/**
 * The words of a command line that goes on after a saved plan, which is used at most once: they name its storyboard and
 * the flags that it was made with.
 */
export function wordsAfter(
  { saved, file, storyboardFile }: OpenedPlan,
  words: readonly string[],
): readonly string[] {
  const { provider, only, ceilings = [], allowUnpriced } = saved.flags;
  const budget = ceilings.find(({ source }) => source === '--budget');
  return [
    ...words.map((word) => (word === file ? storyboardFile : word)),
    ...(budget === undefined || words.some((word) => word.startsWith('--budget'))
      ? []
      : ['--budget', formatUsd(budget.amount).slice(1)]),
    ...(only === undefined ? [] : ['--only', only.join(',')]),
    ...(provider === undefined ? [] : ['--provider', provider]),
    ...(allowUnpriced === true ? ['--allow-unpriced'] : []),
  ];
}
