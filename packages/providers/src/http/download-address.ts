import { ProviderError } from '@storyboard/core';
import { isLiteralAddress, isPublicAddress, isThisMachine } from './public-address.ts';

/** Where footage may be fetched from beside the public internet. */
export type DownloadPolicy = {
  /** The service's name, as messages say it. */
  readonly title: string;
  /** The origin that the user has set in place of the vendor's; footage may come from its host, wherever that is. */
  readonly ownOrigin: string | undefined;
};

/** A checked address of footage; `own` where it is on the host that the user has set. */
export type DownloadAddress = { readonly url: URL; readonly own: boolean };

/**
 * Checks an address of footage as it is written; what its name leads to is checked when connecting.
 *
 * @throws ProviderError `not-allowed`.
 */
export function downloadAddress(text: string, policy: DownloadPolicy, base?: string): DownloadAddress {
  const url = URL.parse(text, base);
  if (url === null) throw notAllowed(policy, 'which is no address');
  if (url.username !== '' || url.password !== '') throw notAllowed(policy, 'with a user and password');
  if (isOwn(url, policy)) return { url, own: true };
  if (url.protocol !== 'https:') throw notAllowed(policy, `by ${url.protocol.slice(0, -1)}, not https`);
  if (url.port !== '') throw notAllowed(policy, `at port ${url.port}`);
  if (isLiteralAddress(url.hostname) && !isPublicAddress(url.hostname)) {
    throw notAllowed(policy, 'in a network that is not public');
  }
  return { url, own: false };
}

/** A service and its storage may listen at different ports of one host; this machine has several names for itself. */
function isOwn({ hostname, protocol }: URL, { ownOrigin }: DownloadPolicy): boolean {
  if (ownOrigin === undefined) return false;
  const own = new URL(ownOrigin);
  if (protocol !== 'https:' && protocol !== own.protocol) return false;
  return hostname === own.hostname || (isThisMachine(hostname) && isThisMachine(own.hostname));
}

/** That an address must not be fetched, and why. */
export function notAllowed({ title }: DownloadPolicy, why: string): ProviderError {
  return new ProviderError('not-allowed', `${title} names footage ${why}; it is not fetched.`);
}
