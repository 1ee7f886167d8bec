import type { ProviderSpec } from '@storyboard/core';
import type { Look } from '../look.ts';

/** The line above a provider's models: its name, its id, and the variable of its key. */
export function providerHeading({ id, title, keyVariable }: ProviderSpec, look: Look): string {
  const key = keyVariable === undefined ? 'no key, free' : `key in ${keyVariable}`;
  return `${look.paint('bold', title)}  ${look.paint('dim', `${id} · ${key}`)}`;
}
