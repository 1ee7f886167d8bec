import type { Catalogue, ProviderSpec } from '../provider/model.ts';
import type { KnownRoute } from '../storyboard/resolve-routes.ts';
import type { ResolvedShot } from '../storyboard/resolved.ts';
import { checkModel } from '../storyboard/rules/check-model.ts';
import type { Adjustment } from './plan.ts';
import type { PlanInput } from './planning.ts';
import { routeModel } from './route-model.ts';
import type { Variation } from './variation.ts';

/** The providers that a shot could be given to for money. */
export function paidProviders(catalogue: Catalogue): readonly ProviderSpec[] {
  return catalogue.filter(({ local }) => !local);
}

/** Gives every shot that gets cheaper by it to one provider alone, which must have the same model and no objection. */
export function changeProvider(
  variation: Variation,
  input: PlanInput,
  provider: ProviderSpec,
): readonly Pick<Adjustment, 'shot' | 'saves'>[] {
  return variation.paidShots().flatMap((shot) => {
    const { name } = routeModel(input.catalogue, shot.routes[0]).model;
    const model = provider.models.find((other) => other.name === name);
    if (model === undefined || !canMake(shot, { provider, model }, input)) return [];
    const saves = variation.change({ ...shot, routes: [{ provider: provider.id, model: model.id }] });
    return saves === undefined ? [] : [{ shot: shot.id, saves }];
  });
}

/** By the rules that the storyboard is held to, nothing that it asks for being lost, and by the sizes of the files. */
function canMake(shot: ResolvedShot, route: KnownRoute, input: PlanInput): boolean {
  const { references } = input.storyboard;
  let able = true;
  checkModel({ shot, route, references, where: () => shot.at }, ({ severity, code }) => {
    if (severity === 'error' || code.endsWith('-not-offered')) able = false;
  });
  return able && shot.references.every((name) => !isTooLarge(name, route, input));
}

function isTooLarge(name: string, { model }: KnownRoute, { storyboard, digests }: PlanInput): boolean {
  const kind = storyboard.references.get(name)?.kind;
  const most = kind === undefined ? undefined : model.references[kind].maxBytes;
  return most !== undefined && (digests.get(name)?.sizeBytes ?? 0) > most;
}
