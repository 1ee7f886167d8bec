import type { Format, Look } from './look.ts';
import { cutToWidth, padToWidth, textWidth, wrapToWidth } from './text-width.ts';

/** A column: its heading, the side its text stands on, and how narrow it may get where the terminal is. */
export type Column = {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Absent: the column keeps its width. */
  readonly shrinksTo?: number;
  /** Its text goes on below where it has no room, instead of being cut. */
  readonly wraps?: true;
};

/** The text of one cell, and how it is painted. */
export type Cell = string | { readonly text: string; readonly format: Format };

const GAP = '  ';

/**
 * Lines of a table that fits the width of the look: where it does not by itself, the widest of the columns that may
 * shrink are cut, or go on below, down to what they allow.
 */
export function drawTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  look: Look,
  indent = '  ',
): readonly string[] {
  const available = look.uncut === true ? Number.POSITIVE_INFINITY : look.columns - indent.length;
  const widths = fitWidths(columns, rows, available);
  const line = (cells: readonly Cell[], below: number, paintAs?: Format): string =>
    columns
      .map((column, index) => {
        const cell = cells[index] ?? '';
        const width = widths[index] ?? 0;
        const text = cutToWidth(linesOf(cell, column, width)[below] ?? '', width);
        const format = paintAs ?? (typeof cell === 'string' ? undefined : cell.format);
        // The last column is not filled up, so that no line ends in spaces.
        const isLast = index === columns.length - 1 && column.align !== 'right';
        const padded = isLast ? text : padToWidth(text, width, column.align);
        return format === undefined ? padded : look.paint(format, padded);
      })
      .join(GAP)
      .trimEnd();
  const heading = line(
    columns.map(({ title }) => title),
    0,
    'dim',
  );
  const lines = rows.flatMap((row) => {
    const counts = columns.map(
      (column, index) => linesOf(row[index] ?? '', column, widths[index] ?? 0).length,
    );
    return Array.from({ length: Math.max(...counts) }, (_, below) => line(row, below));
  });
  return [heading, ...lines].map((text) => indent + text);
}

/** Whether a table has room for all of its text. */
export function fitsLook(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  look: Look,
  indent = '  ',
): boolean {
  if (look.uncut === true) return true;
  return sumOf(naturalWidths(columns, rows)) <= look.columns - indent.length;
}

function linesOf(cell: Cell, { wraps }: Column, width: number): readonly string[] {
  if (wraps !== true) return [textOf(cell)];
  return wrapToWidth(textOf(cell), width).flatMap((line) => piecesOf(line, width));
}

/** A word that is wider than its column goes on below as well: it may be an address, or an id. */
function piecesOf(line: string, width: number): readonly string[] {
  if (width < 2 || textWidth(line) <= width) return [line];
  const pieces = [''];
  let taken = 0;
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    taken += textWidth(segment);
    if (taken > width) {
      pieces.push('');
      taken = textWidth(segment);
    }
    pieces[pieces.length - 1] += segment;
  }
  return pieces;
}

function naturalWidths(columns: readonly Column[], rows: readonly (readonly Cell[])[]): readonly number[] {
  return columns.map(({ title }, index) =>
    rows.reduce((widest, row) => Math.max(widest, textWidth(textOf(row[index] ?? ''))), textWidth(title)),
  );
}

/** With the gaps between. */
function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1));
}

function fitWidths(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  available: number,
): readonly number[] {
  const widths = [...naturalWidths(columns, rows)];
  let excess = sumOf(widths) - available;
  while (excess > 0) {
    const index = mostToSpare(columns, widths);
    if (index === undefined) break;
    widths[index] = (widths[index] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

/** The widest column that may still shrink; the later one of two. */
function mostToSpare(columns: readonly Column[], widths: readonly number[]): number | undefined {
  let found: number | undefined;
  for (const [index, { shrinksTo }] of columns.entries()) {
    const width = widths[index] ?? 0;
    if (shrinksTo === undefined || width <= shrinksTo) continue;
    if (found === undefined || width >= (widths[found] ?? 0)) found = index;
  }
  return found;
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}
