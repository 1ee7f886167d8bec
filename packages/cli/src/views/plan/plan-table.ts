import type { Catalogue, PlannedTake } from '@storyboard/core';
import { alignDecimals } from '../align-decimals.ts';
import type { Format, Look } from '../look.ts';
import { type Cell, type Column, drawTable, fitsLook } from '../table.ts';
import { wrapToWidth } from '../text-width.ts';
import { type PlanRow, planRows } from './plan-rows.ts';

/** Columns of the table; `from` is the width of terminal from which there is room for it. */
const COLUMNS: readonly (Column & { readonly from: number })[] = [
  { title: 'SHOT', shrinksTo: 8, wraps: true, from: 0 },
  { title: 'ACTION', from: 0 },
  { title: 'MODEL', shrinksTo: 14, wraps: true, from: 60 },
  { title: 'SECONDS', align: 'right', from: 0 },
  { title: 'PRICE', align: 'right', from: 0 },
  { title: 'WHY', shrinksTo: 14, wraps: true, from: 76 },
];

const PROVIDER: (typeof COLUMNS)[number] = { title: 'PROVIDER', shrinksTo: 10, wraps: true, from: 60 };

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
  const cellsWith = (model: (row: PlanRow) => string) =>
    rows.map((row, index): readonly Cell[] => [
      { text: row.shot, format: 'bold' },
      { text: row.action, format: ACTION_FORMAT[row.action] },
      model(row),
      row.seconds,
      row.unknown === undefined ? (prices[index] ?? '') : { text: prices[index] ?? '', format: 'yellow' },
      { text: row.why, format: 'dim' },
    ]);
  const whole = cellsWith(({ model, providers }) =>
    model === providers ? model : `${model} (${providers})`,
  );
  const models = new Set(rows.map(({ model }) => model));
  // Who is paid matters more than the name of a model that is everywhere the same.
  const short = models.size === 1 && !fitsLook(COLUMNS, whole, look);
  const columns = short ? COLUMNS.map((column) => (column.title === 'MODEL' ? PROVIDER : column)) : COLUMNS;
  const cells = short ? cellsWith(({ providers }) => providers) : whole;
  const notes = reasons.flatMap((reason, index) => footnote(markOf(index), reason, look));
  const hasRoom = (column: { readonly from: number } | undefined): boolean =>
    column !== undefined && look.columns >= column.from;
  const [model] = models;
  const marks = [
    ...(short && model !== rows[0]?.providers ? [`all with the model ${model}`] : []),
    ...(rows.some(({ price }) => price.startsWith('≤')) ? ['≤ the dearest of the providers listed'] : []),
    ...(rows.some(({ price }) => price.includes('~')) ? ['~ estimated, not from a price list'] : []),
  ];
  return [
    ...drawTable(
      columns.filter(hasRoom),
      cells.map((row) => row.filter((_, index) => hasRoom(columns[index]))),
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
