import type { Held, PlannedTake, Route } from '@storyboard/core';

/** The route that a take was made by, is being made by or, where nothing has been made, is to be made by first. */
export function routeOf(take: PlannedTake, held: Pick<Held, 'artifacts'>): Route {
  const isIt = ({ provider, fingerprint }: Route): boolean => {
    if (take.action === 'resume') return provider === take.provider;
    return take.action === 'reuse' && held.artifacts.get(fingerprint)?.artifact === take.artifact;
  };
  return take.routes.find(isIt) ?? take.routes[0];
}
