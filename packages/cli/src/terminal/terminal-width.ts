const DEFAULT_COLUMNS = 80;

/**
 * How many columns there are: what the terminal says, then what `COLUMNS` says, then 80. A terminal that nobody has told
 * its size says 0, as those of programs that record sessions do.
 */
export function terminalWidth(measured: number | undefined, written: string | undefined): number {
  const known = [measured, Number(written)].find(
    (columns) => columns !== undefined && Number.isInteger(columns) && columns > 0,
  );
  return known ?? DEFAULT_COLUMNS;
}
