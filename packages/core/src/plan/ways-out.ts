import { type MicroUsd, sumMicroUsd } from '../units.ts';
import type { WayOut } from './budget.ts';
import { changeProvider, paidProviders } from './change-provider.ts';
import type { Adjustment } from './plan.ts';
import type { PlanInput } from './planning.ts';
import { dropShots, lowerResolutions, makeFewerTakes } from './savings.ts';
import type { Variation } from './variation.ts';

/**
 * What would make a plan cheaper, each way on its own and to its full extent; only of shots to drop no more than are
 * needed. `start` begins a variation of the plan; `fits` says whether one is within the ceiling.
 */
export function findWaysOut(
  input: PlanInput,
  start: () => Variation,
  fits: (variation: Variation) => boolean,
): readonly WayOut[] {
  const never = () => false;
  const ways: WayOut[] = [];

  function tryWay(save: (variation: Variation) => readonly Saving[], way: (found: Found) => WayOut): void {
    const variation = start();
    const savings = save(variation);
    if (savings.length === 0) return;
    const shots = inFilmOrder(
      input,
      savings.map(({ shot }) => shot),
    );
    ways.push(way({ shots, saves: sumMicroUsd(savings.map(({ saves }) => saves)), fits: fits(variation) }));
  }

  tryWay(
    (variation) => lowerResolutions(variation, input.catalogue, never),
    (found) => ({ kind: 'resolution', to: '720p', ...found }),
  );
  tryWay(
    (variation) => makeFewerTakes(variation, input, never),
    (found) => ({ kind: 'takes', ...found }),
  );
  for (const provider of paidProviders(input.catalogue)) {
    tryWay(
      (variation) => changeProvider(variation, input, provider),
      (found) => ({ kind: 'provider', provider: provider.id, ...found }),
    );
  }
  tryWay(
    (variation) => dropShots(variation, () => fits(variation)),
    (found) => ({ kind: 'drop', ...found }),
  );
  return ways;
}

type Saving = Pick<Adjustment, 'shot' | 'saves'>;

type Found = { readonly shots: readonly string[]; readonly saves: MicroUsd; readonly fits: boolean };

function inFilmOrder(input: PlanInput, shots: readonly string[]): readonly string[] {
  const wanted = new Set(shots);
  return input.storyboard.shots.map(({ id }) => id).filter((id) => wanted.has(id));
}
