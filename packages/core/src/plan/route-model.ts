import type { Catalogue, ModelSpec, ProviderSpec } from '../provider/model.ts';
import type { ShotRoute } from '../storyboard/resolved.ts';

/** A route's provider and model as the catalogue knows them. */
export type RouteModel = { readonly provider: ProviderSpec; readonly model: ModelSpec };

/**
 * Finds what the catalogue knows of a route.
 *
 * @throws RangeError when it knows nothing; the rules of the language let no such route through.
 */
export function routeModel(catalogue: Catalogue, route: ShotRoute): RouteModel {
  const provider = catalogue.find(({ id }) => id === route.provider);
  const model = provider?.models.find(({ id }) => id === route.model);
  if (provider === undefined || model === undefined) {
    throw new RangeError(`The catalogue has no model ${route.model} at ${route.provider}.`);
  }
  return { provider, model };
}
