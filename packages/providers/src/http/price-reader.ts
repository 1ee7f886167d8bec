import type { CallOptions, PriceList } from '@storyboard/core';

/**
 * Reads the prices that a provider publishes, without a key: by its model ids, each with its source and day. `origin` is
 * the user's own in place of the vendor's.
 *
 * Rejects with a `ProviderError`, and with the signal's reason.
 */
export type PriceReader = (options?: CallOptions & { readonly origin?: string }) => Promise<PriceList>;
