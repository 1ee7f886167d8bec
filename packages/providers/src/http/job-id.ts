import { cleanText } from './clean-text.ts';

const MAX_LENGTH = 200;

/**
 * Whether what a service calls a job by may be written down, shown and put into a path: visible ASCII, not long, no
 * address, and nothing in it that is not to be seen.
 */
export function isJobId(id: string, secrets: readonly string[]): boolean {
  if (id.length > MAX_LENGTH || !/^[\x21-\x7e]+$/.test(id) || id.includes('://')) return false;
  return cleanText(id, secrets, MAX_LENGTH) === id;
}
