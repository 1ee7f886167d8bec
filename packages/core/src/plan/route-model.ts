import type { Catalogue } from '../provider/model.ts';
import type { KnownRoute } from '../storyboard/resolve-routes.ts';
import type { ShotRoute } from '../storyboard/resolved.ts';

/**
 * Finds what the catalogue knows of a route.
 *
 * @throws RangeError when it knows nothing; the rules of the language let no such route through.
 */
export function routeModel(catalogue: Catalogue, route: ShotRoute): KnownRoute {
  const provider = catalogue.find(({ id }) => id === route.provider);
  const model = provider?.models.find(({ id }) => id === route.model);
  if (provider === undefined || model === undefined) {
    throw new RangeError(`The catalogue has no model ${route.model} at ${route.provider}.`);
  }
  return { provider, model };
}
