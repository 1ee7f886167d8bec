import type { Catalogue } from '@storyboard/core';
import type { Environment } from './environment.ts';
import { readOrigin } from './read-access.ts';

/**
 * Where providers are asked that the environment puts elsewhere than where they always are, by provider. An address that
 * cannot be one is left out; it is told when the provider is opened.
 */
export function readOrigins(catalogue: Catalogue, environment: Environment): ReadonlyMap<string, string> {
  const origins = new Map<string, string>();
  for (const spec of catalogue) {
    try {
      const origin = readOrigin(spec, environment);
      if (origin !== undefined && origin !== spec.origin) origins.set(spec.id, origin);
    } catch {
      // Nothing is asked there.
    }
  }
  return origins;
}
