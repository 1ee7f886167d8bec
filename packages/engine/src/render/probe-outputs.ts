import { dirname } from 'node:path';
import { StoryboardError } from '@storyboard/core';
import { diskReason } from '../files/disk-reason.ts';
import { probeFolder } from '../files/probe-folder.ts';
import type { Outputs } from './choose-outputs.ts';

/**
 * Sees, before anything is made, whether the film and what is wanted beside it can be written where they are wanted.
 *
 * @throws StoryboardError `usage`
 */
export async function probeOutputs({ film, poster, gif, contactSheet }: Outputs): Promise<void> {
  await probeOutput(film, 'Name another place with `--out`, or mend that folder.');
  for (const file of [poster, gif])
    await probeOutput(file, 'Name another place in `output`, or mend that folder.');
  await probeOutput(contactSheet, 'Name another place with `--contact-sheet`, or mend that folder.');
}

async function probeOutput(file: string | undefined, hint: string): Promise<void> {
  if (file === undefined) return;
  try {
    await probeFolder(dirname(file));
  } catch (cause) {
    const message = `${file} cannot be written: ${diskReason(cause)}.`;
    throw new StoryboardError('usage', message, { hint, cause });
  }
}
