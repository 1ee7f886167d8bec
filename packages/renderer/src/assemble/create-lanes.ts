/** What work takes of the machine; what is small is soon done and needs little memory. */
export type WorkSize = 'large' | 'small';

/** Gives work a lane as soon as one is free, in the order in which it came, `large` by default. */
export type Lanes = <Result>(work: () => Promise<Result>, size?: WorkSize) => Promise<Result>;

/**
 * Makes a number of lanes for work of any size, and some that are for small work only: so it never waits until something
 * large is done, and takes the lanes of large work only while nothing large wants them.
 */
export function createLanes(lanes: number, onlySmall = 0): Lanes {
  const running = { large: 0, small: 0 };
  const waiting: Readonly<Record<WorkSize, (() => void)[]>> = { large: [], small: [] };
  const mayStart = (size: WorkSize): boolean =>
    size === 'large'
      ? running.large + Math.max(0, running.small - onlySmall) < lanes
      : running.large + running.small < lanes + onlySmall;
  const startWaiting = (size: WorkSize): void => {
    while (waiting[size].length > 0 && mayStart(size)) {
      running[size] += 1;
      waiting[size].shift()?.();
    }
  };
  return async (work, size = 'large') => {
    await new Promise<void>((start) => {
      waiting[size].push(start);
      startWaiting(size);
    });
    try {
      return await work();
    } finally {
      running[size] -= 1;
      startWaiting('large');
      startWaiting('small');
    }
  };
}
