/** A number with its noun: `1 shot`, `3 shots`. */
export function count(number: number, noun: string): string {
  // Not toLocaleString: the first use of Intl takes longer than a short command has.
  const grouped = String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${grouped} ${noun}${number === 1 ? '' : 's'}`;
}

/** Names in a row: `a`, `a and b`, `a, b and c`; after `most`, how many more there are. */
export function listing(names: readonly string[], most = 4): string {
  if (names.length > most) {
    return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`;
  }
  const [last = ''] = names.slice(-1);
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** A size in bytes as people read it: `812 B`, `48 kB`, `2.1 MB`. */
export function sizeText(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} B`;
  const [amount, unit] =
    sizeBytes < 999_500
      ? [sizeBytes / 1e3, 'kB']
      : sizeBytes < 999_500_000
        ? [sizeBytes / 1e6, 'MB']
        : [sizeBytes / 1e9, 'GB'];
  return `${amount < 9.95 ? amount.toFixed(1).replace(/\.0$/, '') : Math.round(amount)} ${unit}`;
}
