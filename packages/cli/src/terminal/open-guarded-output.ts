import type { Output } from './open-output.ts';
import { openOutput } from './open-output.ts';

/** Standard output, and what was said where not all of it could be written. */
export type GuardedOutput = Output & {
  /** Whether something that was to be written is lost, other than to a reader who had seen enough. */
  readonly isLost: () => boolean;
};

/** Opens standard output; where the disk is full, or it cannot be written for another reason, one sentence says so. */
export function openGuardedOutput(note: (text: string) => void): GuardedOutput {
  let isLost = false;
  const output = openOutput(1, (error) => {
    isLost = true;
    note(`error: Standard output could not be written to the end: ${error.message}.\n`);
  });
  return { ...output, isLost: () => isLost };
}
