import type { Catalogue, Diagnostic } from '@storyboard/core';
import type { ReadPriceLists } from './price-lists.ts';

/** Says of each provider whose published prices could not be read why, and what counts instead. */
export function priceWarnings(
  { unread }: Pick<ReadPriceLists, 'unread'>,
  catalogue: Catalogue,
): readonly Diagnostic[] {
  return [...unread].map(([provider, reason]): Diagnostic => {
    const title = catalogue.find(({ id }) => id === provider)?.title ?? provider;
    return {
      code: 'prices-unread',
      severity: 'warning',
      message: `The prices of ${title} could not be read: ${reason.replace(/\.+$/, '')}. The figures that come with this version count.`,
      hint: 'A price that they do not have is unknown until it can be read. STORYBOARD_OFFLINE=1 asks nobody.',
    };
  });
}
