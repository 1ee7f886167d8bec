/** Longer than this is not worth waiting for in one run; whoever asks for more is asked again after it. */
const LONGEST_MS = 3_600_000;

/**
 * How long a service asks to wait, by its `Retry-After` (seconds, or a date); `undefined` where it does not say. A date
 * is compared with the answer's own `Date`, because the two clocks need not agree.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return undefined;
  const waitMs = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - sentAt(headers);
  return Number.isFinite(waitMs) ? Math.min(Math.max(0, Math.ceil(waitMs)), LONGEST_MS) : undefined;
}

function sentAt(headers: Readonly<Record<string, string>>): number {
  const sent = Date.parse(headers['date'] ?? '');
  return Number.isNaN(sent) ? Date.now() : sent;
}
