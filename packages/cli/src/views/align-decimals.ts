/** Amounts filled up on their right so that, standing right-aligned in a column, their decimal points are in line. */
export function alignDecimals(amounts: readonly string[]): readonly string[] {
  const decimals = amounts.map((amount) => /\.(\d+)$/.exec(amount)?.[1]?.length ?? 0);
  const most = Math.max(0, ...decimals);
  return amounts.map((amount, index) => {
    const own = decimals[index] ?? 0;
    return own === 0 ? amount : amount + ' '.repeat(most - own);
  });
}
