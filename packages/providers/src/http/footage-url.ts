import { type Footage, ProviderError } from '@storyboard/core';

/** The address that a paid provider's footage is. */
export function footageUrl(footage: Footage): string {
  if (typeof footage === 'string') return footage;
  throw new ProviderError('malformed', 'This footage is not one of this provider.');
}
