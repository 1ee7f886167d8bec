import { sumMicroUsd } from '../units.ts';
import type { Adjustment, Fingerprint, PlannedTake } from './plan.ts';
import { planShot } from './plan-shot.ts';
import type { PlannedShots } from './plan-shots.ts';
import { type PlanInput, pickedTake } from './planning.ts';
import { atLowerResolution } from './savings.ts';
import { knownAmount, worstCost } from './total-cost.ts';

/**
 * The shots that an earlier render degraded to 720p: not there as written, but held or running at 720p. They stay that
 * way, so that rendering the same storyboard again never pays for the same shot twice.
 */
export function keepLowered(input: PlanInput, planned: PlannedShots): readonly Adjustment[] {
  const adjustments: Adjustment[] = [];
  const takes = new Map<string, readonly PlannedTake[]>();
  const copies = new Map<Fingerprint, number>();
  const changed = new Set<string>();
  for (const shot of input.storyboard.shots) {
    const original = planned.all.get(shot.id) ?? [];
    const follows = shot.continues !== undefined && changed.has(shot.continues.shot);
    const written = follows ? planShot(shot, takes, input, copies) : original;
    const lower = written.every(isNew) ? atLowerResolution(shot, input.catalogue) : undefined;
    const lowered = lower === undefined ? undefined : planShot(lower, takes, input, copies);
    const kept = lowered === undefined || lowered.every(isNew) ? written : lowered;
    takes.set(shot.id, kept);
    const pick = pickedTake(input, shot) - 1;
    if (kept[pick]?.fingerprint !== original[pick]?.fingerprint) changed.add(shot.id);
    if (kept === written) continue;
    const saves = sumMicroUsd(written.map(({ routes }) => knownAmount(worstCost(routes))));
    adjustments.push({ kind: 'resolution', shot: shot.id, from: '1080p', to: '720p', saves });
  }
  return adjustments;
}

function isNew({ action }: PlannedTake): boolean {
  return action === 'generate';
}
