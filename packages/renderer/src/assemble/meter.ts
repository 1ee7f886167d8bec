/** A part of the work; `to` says how much of it is done, from 0 to 1. */
export type MeterPart = { to(fraction: number): void };

/** Adds up the progress of parts that differ in weight and run at the same time; what it says never goes back. */
export type Meter = {
  part(weight: number): MeterPart;
  /** Says that all is done, whatever rounding has left open. */
  end(): void;
};

/**
 * @param total - The weights of all parts that will come.
 * @param onProgress - Takes the fraction of all work that is done.
 */
export function createMeter(total: number, onProgress: ((fraction: number) => void) | undefined): Meter {
  let done = 0;
  let said = -1;
  const say = (fraction: number): void => {
    if (fraction <= said) return;
    said = fraction;
    onProgress?.(fraction);
  };
  return {
    end: () => say(1),
    part: (weight) => {
      let own = 0;
      return {
        to: (fraction) => {
          const now = Math.min(1, Math.max(own, fraction));
          done += (now - own) * weight;
          own = now;
          say(Math.min(1, done / total));
        },
      };
    },
  };
}
