import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type DownloadPolicy, notAllowed } from './download-address.ts';
import { isPublicAddress } from './public-address.ts';

/**
 * A lookup for connections that gives a host's addresses only where all of them are public. The connection is made to
 * the very address that was checked, so a name that leads elsewhere a moment later changes nothing.
 */
export function publicLookup(lookup: LookupFunction, policy: DownloadPolicy): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = typeof found === 'string' ? [{ address: found, family: 4 }] : (found ?? []);
      const [first] = addresses as readonly LookupAddress[];
      if (error !== null) callback(error, '');
      else if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) {
        callback(notAllowed(policy, 'in a network that is not public'), '');
      } else if (options.all === true) callback(null, addresses as LookupAddress[]);
      else callback(null, first.address, first.family);
    });
  };
}
