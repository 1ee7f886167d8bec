import type { Look } from '../look.ts';
import { type Cell, type Column, drawTable, fitsLook } from '../table.ts';
import { wrapToWidth } from '../text-width.ts';

const WHY: Column = { title: 'WHY' };

/** The cells of a row and why it is as it is, in a sentence that may be long. */
export type RowWithReason = {
  readonly cells: readonly Cell[];
  readonly why: string;
  /** It says no more than the other cells do. */
  readonly isPlain: boolean;
};

/** A table with a reason for each row: in a last column or, where one of them has no room there, whole below its row. */
export function tableWithReasons(
  columns: readonly Column[],
  rows: readonly RowWithReason[],
  look: Look,
): readonly string[] {
  const wide = [...columns, WHY];
  const cells = rows.map((row): readonly Cell[] => [...row.cells, { text: row.why, format: 'dim' }]);
  if (fitsLook(wide, cells, look)) return drawTable(wide, cells, look);
  const table = drawTable(
    columns,
    rows.map((row) => row.cells),
    look,
  );
  const [heading = '', ...lines] = table;
  return [
    heading,
    ...rows.flatMap(({ why, isPlain }, index) => [
      lines[index] ?? '',
      ...(why === '' || isPlain ? [] : wrapToWidth(why, Math.max(20, look.columns - 6))).map(
        (line) => `      ${look.paint('dim', line)}`,
      ),
    ]),
  ];
}
