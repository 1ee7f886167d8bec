import { clipFrames, type Route, type Submission } from '@storyboard/core';
import type { EarlierTake, Run } from './execution.ts';
import { readyReferences } from './ready-references.ts';

/**
 * What a provider is handed for one take, its references at hand.
 *
 * @throws Error where a reference was changed since it was planned
 */
export async function submissionOf(
  run: Run,
  shotId: string,
  route: Route,
  earlier: EarlierTake | undefined,
): Promise<Submission> {
  const label = run.labels.get(shotId);
  const shot = run.shots.get(shotId);
  if (label === undefined || shot === undefined) throw new RangeError(`The plan has no shot ${shotId}.`);
  const { size, frameRate } = run.storyboard.output;
  return {
    request: route.request,
    references: await readyReferences(run, route.request.references, earlier?.artifact),
    label,
    target: { size, frameRate, frames: clipFrames(shot, frameRate) },
  };
}
