import type { Plan, StoryboardError } from '@storyboard/core';
import type { Look } from '../look.ts';
import { plainLines } from '../plain-lines.ts';

/** A warning for each provider that could only be fallen back to and that jobs cannot be given to; '' where there is none. */
export function missingFallbacksText(
  { takes }: Pick<Plan, 'takes'>,
  unavailable: ReadonlyMap<string, StoryboardError>,
  look: Look,
): string {
  const fallbacks = takes.flatMap(({ action, routes: [, ...others] }) =>
    action === 'generate' ? others.map(({ provider }) => provider) : [],
  );
  return [...new Set(fallbacks)]
    .flatMap((provider) => {
      const why = unavailable.get(provider);
      const words = why === undefined ? [] : [plainLines(why.message)];
      return words.map(
        (text) =>
          `${look.paint('yellow', 'warning:')} ${provider} is no way out of a failure here. ${text}\n`,
      );
    })
    .join('');
}
