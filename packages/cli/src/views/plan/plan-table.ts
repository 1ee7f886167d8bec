import type { Catalogue, PlannedTake } from '@storyboard/core';
import { alignDecimals } from '../align-decimals.ts';
import type { Format, Look } from '../look.ts';
import { type Cell, type Column, drawTable } from '../table.ts';
import { wrapToWidth } from '../text-width.ts';
import { type PlanRow, planRows } from './plan-rows.ts';

/** Columns of the table; `from` is the width of terminal from which there is room for it. */
const COLUMNS: readonly (Column & { readonly from: number })[] = [
  { title: 'SHOT', shrinksTo: 8, from: 0 },
  { title: 'ACTION', from: 0 },
  { title: 'MODEL', shrinksTo: 14, from: 60 },
  { title: 'SECONDS', align: 'right', from: 0 },
  { title: 'PRICE', align: 'right', from: 0 },
  { title: 'WHY', shrinksTo: 12, from: 76 },
];

const ACTION_FORMAT: Readonly<Record<PlannedTake['action'], Format>> = {
  generate: 'cyan',
  resume: 'yellow',
  reuse: 'green',
  'in-doubt': 'red',
};

/** The table of a plan: per shot what is done, by which model, how long, for how much and why; footnotes below it. */
export function planTable(
  takes: readonly PlannedTake[],
  catalogue: Catalogue,
  look: Look,
): readonly string[] {
  const rows = planRows(takes, catalogue);
  const reasons = [...new Set(rows.flatMap(({ unknown }) => (unknown === undefined ? [] : [unknown])))];
  const prices = alignDecimals(rows.map((row) => priceOf(row, reasons)));
  const cells = rows.map((row, index): readonly Cell[] => [
    { text: row.shot, format: 'bold' },
    { text: row.action, format: ACTION_FORMAT[row.action] },
    row.model,
    row.seconds,
    row.unknown === undefined ? (prices[index] ?? '') : { text: prices[index] ?? '', format: 'yellow' },
    { text: row.why, format: 'dim' },
  ]);
  const notes = reasons.flatMap((reason, index) => footnote(markOf(index), reason, look));
  const hasRoom = (column: { readonly from: number } | undefined): boolean =>
    column !== undefined && look.columns >= column.from;
  const marks = [
    ...(rows.some(({ price }) => price.startsWith('≤')) ? ['≤ the dearest of the providers listed'] : []),
    ...(rows.some(({ price }) => price.includes('~')) ? ['~ estimated, not from a price list'] : []),
  ];
  return [
    ...drawTable(
      COLUMNS.filter(hasRoom),
      cells.map((row) => row.filter((_, index) => hasRoom(COLUMNS[index]))),
      look,
    ),
    ...(notes.length + marks.length > 0 ? [''] : []),
    ...notes,
    ...marks.map((mark) => look.paint('dim', `  ${mark}`)),
  ];
}

function priceOf({ price, unknown }: PlanRow, reasons: readonly string[]): string {
  return unknown === undefined ? price : `${price} ${markOf(reasons.indexOf(unknown))}`;
}

function markOf(index: number): string {
  return '¹²³⁴⁵⁶⁷⁸⁹'[index] ?? `(${index + 1})`;
}

function footnote(mark: string, reason: string, look: Look): readonly string[] {
  const lines = wrapToWidth(reason, Math.max(20, look.columns - 4));
  return lines.map((line, index) => look.paint('dim', index === 0 ? `  ${mark} ${line}` : `    ${line}`));
}
