import type { Catalogue } from '../provider/model.ts';
import type { ResolvedShot } from '../storyboard/resolved.ts';
import { microUsd } from '../units.ts';
import type { Adjustment } from './plan.ts';
import { type PlanInput, pickedTake } from './planning.ts';
import { routeModel } from './route-model.ts';
import type { Variation } from './variation.ts';

/** Asks for 720p instead of 1080p, shot after shot, until it is `enough`. */
export function lowerResolutions(
  variation: Variation,
  catalogue: Catalogue,
  enough: () => boolean,
): readonly Adjustment[] {
  const adjustments: Adjustment[] = [];
  for (const shot of variation.paidShots()) {
    if (enough()) break;
    const lower = atLowerResolution(shot, catalogue);
    const saves = lower === undefined ? undefined : variation.change(lower);
    if (saves === undefined) continue;
    adjustments.push({ kind: 'resolution', shot: shot.id, from: '1080p', to: '720p', saves });
  }
  return adjustments;
}

/** The shot at 720p; absent where it already is, or where a provider of its list does not offer that. */
export function atLowerResolution(shot: ResolvedShot, catalogue: Catalogue): ResolvedShot | undefined {
  const offered = shot.routes.every((route) =>
    routeModel(catalogue, route).model.resolutions.includes('720p'),
  );
  return shot.resolution === '1080p' && offered ? { ...shot, resolution: '720p' } : undefined;
}

/** Makes fewer takes, shot after shot and never without the picked one, until it is `enough`. */
export function makeFewerTakes(
  variation: Variation,
  input: PlanInput,
  enough: () => boolean,
): readonly Adjustment[] {
  const adjustments: Adjustment[] = [];
  for (const shot of variation.paidShots()) {
    let takes = shot.takes;
    let saved = 0;
    while (!enough() && takes > pickedTake(input, shot)) {
      const saves = variation.change({ ...shot, takes: takes - 1 });
      if (saves === undefined) break;
      saved += saves;
      takes -= 1;
    }
    if (takes === shot.takes) continue;
    adjustments.push({ kind: 'takes', shot: shot.id, from: shot.takes, to: takes, saves: microUsd(saved) });
  }
  return adjustments;
}

/**
 * Takes shots out of the film until it is `enough`: the one with the lowest priority first, of equal ones the last in
 * the film. A shot that another one goes on from stays until that one is out.
 */
export function dropShots(variation: Variation, enough: () => boolean): readonly Adjustment[] {
  const adjustments: Adjustment[] = [];
  const waiting = [...variation.paidShots()];
  const kept = new Map<string, ResolvedShot>();
  while (!enough()) {
    const shot = waiting.shift();
    if (shot === undefined) break;
    const saves = variation.drop(shot.id);
    if (saves === undefined) {
      kept.set(shot.id, shot);
      continue;
    }
    adjustments.push({ kind: 'drop', shot: shot.id, priority: shot.priority, saves });
    const freed = shot.continues === undefined ? undefined : kept.get(shot.continues.shot);
    // Its turn had come already, so it is next.
    if (freed !== undefined && kept.delete(freed.id)) waiting.unshift(freed);
  }
  return adjustments;
}
