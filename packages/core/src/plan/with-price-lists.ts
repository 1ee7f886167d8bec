import type { Catalogue, PriceList } from '../provider/model.ts';

/** The catalogue with the prices that providers publish, by provider id, in the place of its own for the models they name. */
export function withPriceLists(catalogue: Catalogue, lists: ReadonlyMap<string, PriceList>): Catalogue {
  if (lists.size === 0) return catalogue;
  return catalogue.map((provider) => {
    const list = lists.get(provider.id);
    if (list === undefined) return provider;
    return {
      ...provider,
      models: provider.models.map((model) => {
        const prices = Object.hasOwn(list, model.id) ? list[model.id] : undefined;
        return prices === undefined || prices.length === 0 ? model : { ...model, prices };
      }),
    };
  });
}
