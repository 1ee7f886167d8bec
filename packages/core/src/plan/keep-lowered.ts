import type { Adjustment, PlannedTake } from './plan.ts';
import type { PlanInput } from './planning.ts';
import { atLowerResolution } from './savings.ts';
import type { Variation } from './variation.ts';

/**
 * The shots that an earlier render degraded to 720p: not there as written, but held or running at 720p. They stay that
 * way, so that rendering the same storyboard again never pays for the same shot twice.
 */
export function keepLowered(variation: Variation, input: PlanInput): readonly Adjustment[] {
  const adjustments: Adjustment[] = [];
  const changed = new Set<string>();
  for (const shot of input.storyboard.shots) {
    const follows = shot.continues !== undefined && changed.has(shot.continues.shot);
    if (follows && variation.change(shot, isThere) !== undefined) {
      changed.add(shot.id);
      continue;
    }
    const lower = atLowerResolution(shot, input.catalogue);
    const saves = lower === undefined ? undefined : variation.change(lower, isThere);
    if (saves === undefined) continue;
    changed.add(shot.id);
    adjustments.push({ kind: 'resolution', shot: shot.id, from: '1080p', to: '720p', saves });
  }
  return adjustments;
}

function isThere(takes: readonly PlannedTake[]): boolean {
  return takes.some(({ action }) => action !== 'generate');
}
