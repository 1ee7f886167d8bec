import type { RequestReference } from '../provider/request.ts';
import { fingerprintOf, type Hash, requestIdentity } from './fingerprint.ts';
import type { Fingerprint, Route } from './plan.ts';

/** More equal drawings than any film has. */
const MOST_COPIES = 10_000;

/**
 * A route of take number `take` as it is when the take that it goes on from was made otherwise than planned: by another
 * provider of its list. `fingerprint` is that of the earlier take as it was made; where that is the planned one, the route
 * needs no change. So a follower is always bound to the footage that it really goes on from.
 *
 * @throws RangeError when the fingerprint of the route is not that of its request and take.
 */
export function continueFrom(route: Route, take: number, fingerprint: Fingerprint, hash: Hash): Route {
  const { request } = route;
  const references = request.references.map(
    (reference): RequestReference => (reference.type === 'take' ? { ...reference, fingerprint } : reference),
  );
  const changed = { ...request, references };
  const copy = copyOf(route, take, hash);
  return {
    ...route,
    request: changed,
    fingerprint: fingerprintOf(requestIdentity(changed), take, hash, copy),
  };
}

/** Which of several equal drawings a route makes. */
function copyOf({ request, fingerprint }: Route, take: number, hash: Hash): number {
  const identity = requestIdentity(request);
  for (let copy = 1; copy <= MOST_COPIES; copy += 1) {
    if (fingerprintOf(identity, take, hash, copy) === fingerprint) return copy;
  }
  throw new RangeError(`The fingerprint ${fingerprint} is not one of take ${take} of its request.`);
}
