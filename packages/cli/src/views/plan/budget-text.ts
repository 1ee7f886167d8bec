import { type BudgetVerdict, type Ceiling, type Plan, totalCost } from '@storyboard/core';
import { formatUsd, microUsd } from '@storyboard/core/units';
import { drawBar } from '../bar.ts';
import type { Look } from '../look.ts';
import { count, listing } from '../words.ts';

const MOST_BAR_COLUMNS = 24;
/** Of the line beside the bar: its heading, the sums and who set the ceiling. */
const OTHER_COLUMNS = 52;

/** What a plan costs, against what it may cost. */
export function budgetText({ total, budget, takes }: Plan, look: Look): readonly string[] {
  const unknown = total.unknown === 0 ? '' : ` and ${count(total.unknown, 'unknown price')}`;
  const making = takes.filter(({ action }) => action === 'generate').length;
  const others = (['reuse', 'resume', 'in-doubt'] as const).flatMap((action) => {
    const number = takes.filter((take) => take.action === action).length;
    return number === 0 ? [] : [`${number} ${PAST[action]}`];
  });
  const takesText = [`${count(making, 'take')} to make`, ...others].join(', ');
  const sum = total.amount === 0 && total.unknown === 0 ? 'free' : `${formatUsd(total.amount)}${unknown}`;
  return [
    `  Total   ${look.paint('bold', sum)}  ${look.paint('dim', takesText)}`,
    ...barLine(budget, look),
    ...doubtLine({ total, budget, takes }, look),
  ];
}

/** What is perhaps spent already: part of what is committed where something is paid, beside it where nothing is. */
function doubtLine(
  { total, budget, takes }: Pick<Plan, 'total' | 'budget' | 'takes'>,
  look: Look,
): readonly string[] {
  const counted = budget.committed - total.amount;
  const costs = takes.flatMap((take) => (take.action === 'in-doubt' ? [take.cost] : []));
  const beside = totalCost(costs).amount;
  if (counted > 0)
    return [`  Doubt   ${look.paint('red', formatUsd(microUsd(counted)))} of it, perhaps spent already`];
  if (beside === 0) return [];
  const counts = budget.ceiling === undefined ? '' : '; it counts as soon as anything is to be paid';
  return [`  Doubt   ${look.paint('red', formatUsd(beside))} perhaps spent already${counts}`];
}

const PAST = { reuse: 'reused', resume: 'resumed', 'in-doubt': 'in doubt' } as const;

function barLine(budget: BudgetVerdict, look: Look): readonly string[] {
  const { ceiling, committed } = budget;
  if (ceiling === undefined) {
    return committed === 0
      ? []
      : [
          `  Budget  ${look.paint('yellow', 'none is set')}  ${look.paint('dim', 'budget.limit would cap it')}`,
        ];
  }
  const over = !budget.allowed && budget.reason === 'over-ceiling';
  const fraction = ceiling.amount === 0 ? (committed > 0 ? 1 : 0) : committed / ceiling.amount;
  const barColumns = Math.max(6, Math.min(MOST_BAR_COLUMNS, look.columns - OTHER_COLUMNS));
  const bar = drawBar(fraction, barColumns, look, over ? 'red' : fraction > 0.8 ? 'yellow' : 'green');
  const sum = `${formatUsd(committed)} of ${formatUsd(ceiling.amount)}`;
  return [
    `  Budget  ${bar}  ${over ? look.paint('red', sum) : sum}  ${look.paint('dim', sourceText(ceiling))}`,
  ];
}

/** Who set a ceiling. */
function sourceText({ source }: Ceiling): string {
  return source === 'budget.total' ? 'left of budget.total' : source;
}

/** Why the budget does not allow a plan; nothing where it does. */
export function refusalText(budget: BudgetVerdict, look: Look): readonly string[] {
  if (budget.allowed) return [];
  const shots = [...new Set(budget.unpriced.map((id) => id.replace(/\/\d+$/, '')))];
  if (budget.reason === 'over-ceiling') {
    const ceiling = budget.ceiling === undefined ? 'the budget' : sourceText(budget.ceiling);
    if (budget.excess === 0) {
      return [
        `${look.paint(['bold', 'red'], 'Nothing is left')} (${ceiling}) for ${listing(shots)} of unknown price. Nothing is submitted.`,
      ];
    }
    return [
      `${look.paint(['bold', 'red'], 'Over budget')} by ${formatUsd(budget.excess)} (${ceiling}). Nothing is submitted.`,
    ];
  }
  return [
    `${look.paint(['bold', 'yellow'], 'Unknown price')} of ${listing(shots)}: render refuses it unless --allow-unpriced.`,
  ];
}
