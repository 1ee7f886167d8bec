import { StoryboardError } from '@storyboard/core';
import { diskReason } from '../files/disk-reason.ts';

/** The error of a run whose store cannot be written. */
export function storeUnusable(folder: string, cause: unknown): StoryboardError {
  return new StoryboardError(
    'store-unusable',
    `The store ${folder} cannot be written: ${diskReason(cause)}.`,
    {
      hint: 'Make room or allow writing there, or set STORYBOARD_DIR to another folder.',
      cause,
    },
  );
}
