import type { Execution } from './execution.ts';

const SMALLEST_STEP = 0.01;

/** Tells the progress of a take forward only, and in steps that can be seen. */
export function progressOf(
  id: string,
  { onEvent, signal }: Pick<Execution, 'onEvent' | 'signal'>,
): (fraction: number) => void {
  let told = 0;
  return (fraction) => {
    if (signal.aborted || !(fraction >= told + SMALLEST_STEP || (fraction >= 1 && told < 1))) return;
    told = Math.min(1, fraction);
    onEvent({ type: 'job-progress', id, fraction: told });
  };
}
