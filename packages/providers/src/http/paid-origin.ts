import type { ProviderSpec } from '@storyboard/core';

/**
 * Where a paid provider talks to, and whether the user set that: `ownOrigin` is absent for the vendor's own origin.
 *
 * @throws TypeError where it is no http address.
 */
export function paidOrigin(
  origin: string | undefined,
  spec: ProviderSpec,
): { readonly origin: string; readonly ownOrigin: string | undefined } {
  const vendor = spec.origin ?? '';
  const text = origin ?? vendor;
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new TypeError(`The base URL of ${spec.title} is not a plain http or https address.`);
  }
  return { origin: text, ownOrigin: url.origin === URL.parse(vendor)?.origin ? undefined : url.origin };
}
