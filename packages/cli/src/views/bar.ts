import type { Format, Look } from './look.ts';

/** A bar of so many columns, filled to a fraction from 0 to 1. */
export function drawBar(fraction: number, columns: number, look: Look, format: Format = 'green'): string {
  const whole = Math.min(1, Math.max(0, fraction)) * columns;
  // A little is not nothing, and nearly all is not all.
  const filled = Math.min(
    fraction < 1 ? columns - 1 : columns,
    Math.max(fraction > 0 ? 1 : 0, Math.round(whole)),
  );
  return look.paint(format, '█'.repeat(filled)) + look.paint('dim', '░'.repeat(columns - filled));
}
