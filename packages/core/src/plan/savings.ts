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
 * the film. A shot that another one goes on from stays until that one is out. Then those that still have room come
 * back, the most important first.
 */
export function dropShots(variation: Variation, enough: () => boolean): readonly DropAdjustment[] {
  const order = variation.paidShots();
  dropInTurn(variation, order, enough);
  if (enough()) {
    const isOut = new Set(variation.dropped().map(({ shot }) => shot.id));
    for (const { id } of order.toReversed()) if (isOut.has(id)) variation.restore(id, enough);
  }
  const dropped = variation.dropped();
  const out = new Set(dropped.map(({ shot }) => shot.id));
  return dropped.map(({ shot: { id, priority, continues }, saves }) => ({
    kind: 'drop',
    shot: id,
    priority,
    ...(continues !== undefined && out.has(continues.shot) ? { because: continues.shot } : {}),
    saves,
  }));
}

type DropAdjustment = Adjustment & { readonly kind: 'drop' };

function dropInTurn(variation: Variation, order: readonly ResolvedShot[], enough: () => boolean): void {
  const waiting = [...order];
  const kept = new Map<string, ResolvedShot>();
  while (!enough()) {
    const shot = waiting.shift();
    if (shot === undefined) break;
    if (variation.drop(shot.id) === undefined) {
      kept.set(shot.id, shot);
      continue;
    }
    const freed = shot.continues === undefined ? undefined : kept.get(shot.continues.shot);
    // Its turn had come already, so it is next.
    if (freed !== undefined && kept.delete(freed.id)) waiting.unshift(freed);
  }
}

/** Takes out the one shot whose absence alone is `enough`: of the lowest priority, then the cheapest, then the last. */
export function dropOneShot(variation: Variation, enough: () => boolean): readonly DropAdjustment[] {
  let best: DropAdjustment | undefined;
  for (const { id, priority } of variation.paidShots()) {
    if (best !== undefined && priority > best.priority) break;
    const saves = variation.drop(id);
    if (saves === undefined) continue;
    if (enough() && (best === undefined || saves < best.saves)) {
      best = { kind: 'drop', shot: id, priority, saves };
    }
    variation.restore(id, () => true);
  }
  if (best === undefined) return [];
  variation.drop(best.shot);
  return [best];
}

/** Makes one take only of every shot of which the first is the picked one. */
export function makeOneTake(variation: Variation, input: PlanInput): readonly Adjustment[] {
  return variation.paidShots().flatMap((shot) => {
    if (shot.takes === 1 || pickedTake(input, shot) !== 1) return [];
    const saves = variation.change({ ...shot, takes: 1 });
    return saves === undefined ? [] : [{ kind: 'takes', shot: shot.id, from: shot.takes, to: 1, saves }];
  });
}
