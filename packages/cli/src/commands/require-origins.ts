import type { Catalogue, Plan } from '@storyboard/core';
import type { Environment } from '../settings/environment.ts';
import { readOrigin } from '../settings/read-access.ts';

/**
 * Refuses a plan that could not be carried out because of where the environment says that a provider is. Of one that is
 * only a fallback, `render` says that it is none.
 *
 * @throws StoryboardError `usage`, as `render` does
 */
export function requireOrigins({ takes }: Plan, catalogue: Catalogue, environment: Environment): void {
  const needed = new Set(
    takes.flatMap((take) => {
      if (take.action === 'generate') return [take.routes[0].provider];
      return take.action === 'resume' ? [take.provider] : [];
    }),
  );
  for (const spec of catalogue) if (needed.has(spec.id)) readOrigin(spec, environment);
}
