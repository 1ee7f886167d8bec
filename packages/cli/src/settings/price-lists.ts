import { join } from 'node:path';
import type { Catalogue, PriceList, ProviderSpec } from '@storyboard/core';
import type { PriceLists } from '@storyboard/engine';
import { cacheFolder } from './cache-folder.ts';
import { type Environment, settingOf } from './environment.ts';
import { readOrigin } from './read-access.ts';

/** Asks a provider for its prices, or nobody; `origin` is where it is, if not where it always is. */
export type ReadPrices = (
  provider: string,
  options: { readonly signal: AbortSignal; readonly origin?: string },
) => Promise<PriceList | undefined>;

/** Providers whose prices can be asked for. What can ask is loaded only when somebody does. */
export const PUBLISHES_PRICES: readonly string[] = ['aimlapi'];

/**
 * How prices of today are come by. With `STORYBOARD_OFFLINE` nobody is asked; prices that were read lately count. They are
 * kept in the user's own cache, not in a store: that may come with a stranger's project, and would make it look cheap.
 */
export function priceLists(catalogue: Catalogue, environment: Environment, ask: ReadPrices): PriceLists {
  const specOf = (id: string): ProviderSpec | undefined => catalogue.find((spec) => spec.id === id);
  const offline = !['0', 'false', undefined].includes(settingOf(environment, 'STORYBOARD_OFFLINE'));
  const folder = cacheFolder(environment, process.platform);
  return {
    ...(folder === undefined ? {} : { folder: join(folder, 'prices') }),
    providers: PUBLISHES_PRICES,
    origin: (provider) => {
      const spec = specOf(provider);
      // One that cannot be read is told when the provider is opened.
      return settingOf(environment, spec?.baseUrlVariable ?? '') ?? spec?.origin ?? '';
    },
    read: async (provider, { signal }) => {
      const spec = specOf(provider);
      if (offline || spec === undefined) return undefined;
      const named = readOrigin(spec, environment);
      return ask(provider, { signal, ...(named === undefined ? {} : { origin: named }) });
    },
  };
}
