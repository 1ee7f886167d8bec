/** A level to the tenth, with a true minus sign: `−14.0`. */
export function decibels(level: number): string {
  const text = Math.abs(level).toFixed(1);
  return level < 0 && text !== '0.0' ? `−${text}` : text;
}
