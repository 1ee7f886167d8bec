import { type MicroUsd, microUsd } from '@storyboard/core/units';

/**
 * A positive amount of `unit`s of money in whole micro-dollars, rounded up; by decimal digits, never by floats.
 * `microUsdPer` is what a number of units costs: `{ amount: 1, units: 2 }` where two units are one micro-dollar.
 *
 * `undefined` for what is no such amount. Nothing is also none: that a job which was started costs nothing is not
 * believed before it is over.
 */
export function decimalMoney(
  value: unknown,
  microUsdPer: { readonly amount: bigint; readonly units: bigint },
): MicroUsd | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const [, whole, fraction = ''] = /^\s*\$?(\d{1,12})(?:\.(\d{1,30}))?\s*$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const scale = 10n ** BigInt(fraction.length);
  const digits = BigInt(whole + fraction) * microUsdPer.amount;
  const divisor = scale * microUsdPer.units;
  const amount = Number((digits + divisor - 1n) / divisor);
  return amount > 0 && Number.isSafeInteger(amount) ? microUsd(amount) : undefined;
}

/** Dollars as a service writes them, as text or as number; `per`: for so many of something, and the price of one is wanted. */
export function decimalUsd(value: unknown, per = 1): MicroUsd | undefined {
  return decimalMoney(value, { amount: 1_000_000n, units: BigInt(per) });
}
