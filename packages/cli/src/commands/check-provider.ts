import { type Catalogue, nearestName, StoryboardError } from '@storyboard/core';

/**
 * Takes the id of a provider that was typed on the command line.
 *
 * @throws StoryboardError `usage` for one that does not exist, with the closest that does
 */
export function checkProvider(id: string | undefined, catalogue: Catalogue): string | undefined {
  const ids = catalogue.map((provider) => provider.id);
  if (id === undefined || ids.includes(id)) return id;
  // A name that is not written to its end is far away by its letters alone.
  const close = nearestName(id, ids) ?? ids.find((known) => id.length > 2 && known.startsWith(id));
  throw new StoryboardError('usage', `There is no provider ${JSON.stringify(id)}.`, {
    hint:
      close === undefined
        ? `There are ${ids.join(', ')}.`
        : `Did you mean ${close}? There are ${ids.join(', ')}.`,
  });
}
