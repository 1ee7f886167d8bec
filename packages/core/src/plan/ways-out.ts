import { type MicroUsd, sumMicroUsd } from '../units.ts';
import type { WayOut } from './budget.ts';
import { changeProvider, paidProviders } from './change-provider.ts';
import type { Adjustment } from './plan.ts';
import type { PlanInput } from './planning.ts';
import { dropOneShot, dropShots, lowerResolutions, makeOneTake } from './savings.ts';
import type { Variation } from './variation.ts';

/**
 * What would make a plan cheaper, each way on its own and to its full extent; only of shots to drop no more than are
 * needed, and never all. `start` begins a variation of the plan; `fits` says whether one is within the ceiling, and
 * `isAllowed` whether a plan made anew is, unknown prices included.
 */
export function findWaysOut(
  input: PlanInput,
  start: () => Variation,
  fits: (variation: Variation) => boolean,
  isAllowed: (input: PlanInput) => boolean,
): readonly WayOut[] {
  const never = () => false;
  const ways: WayOut[] = [];

  function tryWay(save: (variation: Variation) => readonly Saving[], way: (found: Found) => WayOut): void {
    const variation = start();
    const savings = save(variation);
    if (savings.length === 0) return;
    const isEnough = fits(variation) && isAllowed({ ...input, storyboard: variation.storyboard() });
    ways.push(way({ ...foundOf(input, savings), fits: isEnough }));
  }

  tryWay(
    (variation) => lowerResolutions(variation, input.catalogue, never),
    (found) => ({ kind: 'resolution', to: '720p', ...found }),
  );
  tryWay(
    (variation) => makeOneTake(variation, input),
    (found) => ({ kind: 'takes', ...found }),
  );
  for (const provider of paidProviders(input.catalogue)) {
    tryWay(
      (variation) => changeProvider(variation, input, provider),
      (found) => ({ kind: 'provider', provider: provider.id, ...found }),
    );
  }
  const drop = findDrop(input, start, fits, isAllowed);
  return drop === undefined ? ways : [...ways, drop];
}

/** One shot where that will do, else as many as it takes; absent where nothing would be left to make. */
function findDrop(
  input: PlanInput,
  start: () => Variation,
  fits: (variation: Variation) => boolean,
  isAllowed: (input: PlanInput) => boolean,
): WayOut | undefined {
  for (const dropSome of [dropOneShot, dropShots]) {
    const variation = start();
    const savings = dropSome(variation, () => fits(variation));
    const left = new Set(variation.storyboard().shots.map(({ id }) => id));
    const only = shotsOf(input).filter((id) => left.has(id));
    const found = foundOf(input, savings);
    // Shots whose takes others have as well save nothing where those have to stay.
    if (found.saves === 0 || only.length === 0) continue;
    const isEnough = isAllowed({ ...input, only: new Set(only) });
    return { kind: 'drop', only, ...found, fits: isEnough };
  }
  return undefined;
}

/** The shots that a plan is to make, in the order of the film. */
function shotsOf({ storyboard, only }: PlanInput): readonly string[] {
  return storyboard.shots.map(({ id }) => id).filter((id) => only === undefined || only.has(id));
}

function foundOf(input: PlanInput, savings: readonly Saving[]): Omit<Found, 'fits'> {
  const wanted = new Set(savings.map(({ shot }) => shot));
  return {
    shots: input.storyboard.shots.map(({ id }) => id).filter((id) => wanted.has(id)),
    saves: sumMicroUsd(savings.map(({ saves }) => saves)),
  };
}

type Saving = Pick<Adjustment, 'shot' | 'saves'>;

type Found = { readonly shots: readonly string[]; readonly saves: MicroUsd; readonly fits: boolean };
