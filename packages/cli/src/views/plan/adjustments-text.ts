import type { Adjustment } from '@storyboard/core';
import { formatUsd } from '@storyboard/core/units';
import { alignDecimals } from '../align-decimals.ts';
import type { Look } from '../look.ts';
import { drawTable } from '../table.ts';

/** What `on_exceed` changed so that the plan fits its budget, a line each. */
export function adjustmentsText(adjustments: readonly Adjustment[], look: Look): readonly string[] {
  if (adjustments.length === 0) return [];
  const columns = [
    { title: 'SHOT', shrinksTo: 8 },
    { title: 'CHANGE' },
    { title: 'SAVES', align: 'right' },
  ] as const;
  const saves = alignDecimals(adjustments.map((adjustment) => formatUsd(adjustment.saves)));
  const rows = adjustments.map((adjustment, index) => [
    { text: adjustment.shot, format: 'bold' } as const,
    changeText(adjustment),
    saves[index] ?? '',
  ]);
  return [look.paint(['bold', 'yellow'], 'Changed to fit the budget'), ...drawTable(columns, rows, look)];
}

function changeText(adjustment: Adjustment): string {
  switch (adjustment.kind) {
    case 'resolution':
      return `${adjustment.from} → ${adjustment.to}`;
    case 'takes':
      return `${adjustment.from} → ${adjustment.to} takes`;
    case 'drop':
      return adjustment.because === undefined
        ? `left out (priority ${adjustment.priority})`
        : `left out, it continues ${adjustment.because}`;
  }
}
