import { type PriceList, StoryboardError } from '@storyboard/core';
import { PRICE_READERS } from '@storyboard/providers';

/** Asks a provider what its models cost today; no key is sent. */
export async function readPrices(
  provider: string,
  options: { readonly signal: AbortSignal; readonly origin?: string },
): Promise<PriceList> {
  const read = PRICE_READERS.get(provider);
  if (read === undefined) {
    throw new StoryboardError('provider-unavailable', `${provider} publishes no prices that can be read.`);
  }
  return read(options);
}
