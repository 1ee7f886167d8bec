/**
 * The middle of some numbers.
 *
 * @param {readonly number[]} numbers not empty
 */
export function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/**
 * Prints a table, first column to the left, the others to the right.
 *
 * @param {readonly (readonly string[])[]} rows the first one is the head
 */
export function printTable(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    console.log(`  ${cells.join('   ')}`);
  }
}

/**
 * A ratio with whether it meets its goal, such as `1.32×  goal 1.5×  met`.
 *
 * @param {number} ratio
 * @param {number} goal
 */
export function againstGoal(ratio, goal) {
  return `${ratio.toFixed(2)}×   goal ${goal}×   ${ratio <= goal ? 'met' : 'missed'}`;
}
