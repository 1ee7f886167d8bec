import ipaddr from 'ipaddr.js';

/** Whether an address as text is one of the public internet's, whatever way it is written. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  return ipaddr.isValid(plain) && ipaddr.process(plain).range() === 'unicast';
}

/** Whether a URL's host is an address rather than a name; a URL has already made all spellings of one the same. */
export function isLiteralAddress(hostname: string): boolean {
  return ipaddr.isValid(hostname.replace(/^\[|\]$/g, ''));
}

/** Whether a URL's host is this machine by a name or an address that never leads elsewhere. */
export function isThisMachine(hostname: string): boolean {
  if (hostname === 'localhost') return true;
  const plain = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(plain) && ipaddr.process(plain).range() === 'loopback';
}
