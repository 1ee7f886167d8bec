declare const money: unique symbol;

/** An amount of money in whole micro-dollars (1 USD = 1,000,000); never a float, safe up to nine billion dollars. */
export type MicroUsd = number & { readonly [money]: true };

/** How many micro-dollars one dollar has. */
export const MICRO_USD_PER_USD = 1_000_000;

/**
 * Takes a whole number of micro-dollars as money.
 *
 * @throws RangeError when `amount` is not a safe integer.
 */
export function microUsd(amount: number): MicroUsd {
  if (!Number.isSafeInteger(amount)) {
    throw new RangeError(`Money is counted in whole micro-dollars, ${amount} is not.`);
  }
  return amount as MicroUsd;
}

/** Dollars, as people write them, to money; the nearest micro-dollar, so 0.1 is exactly 100,000. */
export function fromUsd(dollars: number): MicroUsd {
  return microUsd(Math.round(dollars * MICRO_USD_PER_USD));
}

/** The sum of amounts of money; zero for none. Beyond nine billion dollars it stays there: a sum never fails. */
export function sumMicroUsd(amounts: Iterable<MicroUsd>): MicroUsd {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return microUsd(Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, sum)));
}

/**
 * Money as people read it: `$4.00`, `$0.1575`, `-$0.02`. At least two decimals, more only where they are not zero.
 */
export function formatUsd(amount: MicroUsd): string {
  const whole = Math.floor(Math.abs(amount) / MICRO_USD_PER_USD);
  const fraction = String(Math.abs(amount) % MICRO_USD_PER_USD).padStart(6, '0');
  const decimals = fraction.replace(/0{1,4}$/, '');
  return `${amount < 0 ? '-' : ''}$${whole}.${decimals}`;
}

/** Pictures per second as a fraction, so that 23.976 (24000/1001) is exact. */
export type FrameRate = { readonly numerator: number; readonly denominator: number };

/** Rates of broadcast that are not whole numbers, by how people write them. */
const NTSC_RATES: ReadonlyMap<number, FrameRate> = new Map([
  [23.976, { numerator: 24_000, denominator: 1001 }],
  [29.97, { numerator: 30_000, denominator: 1001 }],
  [59.94, { numerator: 60_000, denominator: 1001 }],
]);

/**
 * Frames per second, as people write them, to the exact rate; 23.976, 29.97 and 59.94 are the broadcast rates.
 *
 * @throws RangeError for a rate that is neither whole and positive nor one of those three.
 */
export function frameRate(framesPerSecond: number): FrameRate {
  const broadcast = NTSC_RATES.get(framesPerSecond);
  if (broadcast !== undefined) return broadcast;
  if (!Number.isSafeInteger(framesPerSecond) || framesPerSecond < 1) {
    throw new RangeError(
      `A frame rate is a whole number, 23.976, 29.97 or 59.94; ${framesPerSecond} is none of these.`,
    );
  }
  return { numerator: framesPerSecond, denominator: 1 };
}

/** Seconds of a storyboard to whole frames of the timeline: the nearest frame. */
export function secondsToFrames(seconds: number, rate: FrameRate): number {
  return Math.round((seconds * rate.numerator) / rate.denominator);
}

/** Frames of the timeline to seconds. */
export function framesToSeconds(frames: number, rate: FrameRate): number {
  return (frames * rate.denominator) / rate.numerator;
}

/**
 * The first sound sample that belongs to a frame: the nearest sample to the frame's start, counted from the start of
 * the film so that rounding never adds up.
 */
export function frameToSample(frame: number, rate: FrameRate, samplesPerSecond: number): number {
  return Math.round((frame * samplesPerSecond * rate.denominator) / rate.numerator);
}

/** Width and height of a picture in pixels. */
export type PictureSize = { readonly width: number; readonly height: number };
