const LONGEST = 500;

/** Foreign text that is safe to show: one line, without control characters or changes of writing direction, not endless. */
export function cleanMessage(text: string): string {
  const line = text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
