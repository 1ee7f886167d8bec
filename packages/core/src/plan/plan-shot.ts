import type { GenerationRequest } from '../provider/request.ts';
import type { KnownRoute } from '../storyboard/resolve-routes.ts';
import type { ResolvedShot } from '../storyboard/resolved.ts';
import { clipFrames } from '../timeline/build-timeline.ts';
import type { Cost } from './cost.ts';
import { decideTake } from './decide-take.ts';
import { fingerprintOf, requestIdentity } from './fingerprint.ts';
import { labelFor } from './label.ts';
import { normaliseRequest } from './normalise-request.ts';
import type { Digest, Fingerprint, PlannedTake, Route } from './plan.ts';
import { type PlanInput, pickedTake, takeId } from './planning.ts';
import { priceRequest } from './price-request.ts';
import { routeModel } from './route-model.ts';

/** Drawn takes met so far by fingerprint, to tell those apart that differ in their labels only. */
export type Copies = Map<Fingerprint, number>;

/**
 * The takes of one shot, each with what is to be done about it. `before` has the planned takes of the shots before.
 *
 * @throws RangeError when the shot continues one that is not in `before`.
 */
export function planShot(
  shot: ResolvedShot,
  before: ReadonlyMap<string, readonly PlannedTake[]>,
  input: PlanInput,
  copies: Copies,
): readonly PlannedTake[] {
  const continued = continuedTake(shot, before, input);
  const routes = shot.routes.map((route) =>
    shotRoute(shot, routeModel(input.catalogue, route), continued, input),
  );
  const drawn = routes.every(({ provider }) => provider.local);
  const drawnAs = memoised(() => labelDigestOf(shot, routes[0]?.cost, input));
  const local = routes.map(({ provider }) => provider.local);
  const after = continued === undefined ? [] : [continued.id];
  const takes: PlannedTake[] = [];
  for (let take = 1; take <= shot.takes; take += 1) {
    const planned = nonEmpty(
      routes.map((route) => takeRoute(route, take, input, drawn ? copies : undefined)),
    );
    const { fingerprint } = planned[0];
    const base = { id: takeId(shot.id, take), shot: shot.id, take, routes: planned, fingerprint, after };
    const isLocked = input.picks?.get(shot.id) === take;
    const anew = continued?.action === 'generate' ? continued.shot : undefined;
    takes.push(decideTake({ base, local, held: input.held, locked: input.locked, isLocked, anew, drawnAs }));
  }
  return takes.map((take) => withLostPick(take, shot, input));
}

/** The first take stands in for one that was picked and that the shot does not have any more: not without a word. */
function withLostPick(take: PlannedTake, { id, takes }: ResolvedShot, { picks }: PlanInput): PlannedTake {
  const picked = picks?.get(id) ?? 1;
  if (take.take !== 1 || picked <= takes) return take;
  return { ...take, why: `${take.why}; take ${picked}, which was picked, is no longer asked for` };
}

type ShotRoutePlan = KnownRoute & {
  readonly request: GenerationRequest;
  readonly identity: string;
  readonly cost: Cost;
};

function continuedTake(
  shot: ResolvedShot,
  before: ReadonlyMap<string, readonly PlannedTake[]>,
  input: PlanInput,
): PlannedTake | undefined {
  if (shot.continues === undefined) return undefined;
  const takes = before.get(shot.continues.shot);
  const picked = takes?.[pickedTake(input, { id: shot.continues.shot, takes: takes.length }) - 1];
  if (picked === undefined) {
    throw new RangeError(`${shot.id} continues ${shot.continues.shot}, which is not an earlier shot.`);
  }
  return picked;
}

/** Of a drawn take without what tells it from its copies: that is its place in the film, which is free to change. */
function originalFingerprint(take: PlannedTake, { catalogue, hash }: PlanInput): Fingerprint {
  const route = take.routes.find(({ fingerprint }) => fingerprint === take.fingerprint) ?? take.routes[0];
  if (!routeModel(catalogue, route).provider.local) return take.fingerprint;
  return fingerprintOf(requestIdentity(route.request), take.take, hash);
}

function shotRoute(
  shot: ResolvedShot,
  route: KnownRoute,
  continued: PlannedTake | undefined,
  input: PlanInput,
): ShotRoutePlan {
  const request = normaliseRequest({
    shot,
    route,
    references: input.storyboard.references,
    digests: input.digests,
    continued: continued === undefined ? undefined : originalFingerprint(continued, input),
  });
  const { provider, model } = route;
  return { provider, model, request, identity: requestIdentity(request), cost: priceRequest(model, request) };
}

function takeRoute(route: ShotRoutePlan, take: number, input: PlanInput, copies: Copies | undefined): Route {
  const seeded = seededRequest(route, take);
  const identity = seeded === route.request ? route.identity : requestIdentity(seeded);
  return {
    provider: route.provider.id,
    model: route.model.id,
    fingerprint: uniqueFingerprint(identity, take, input, copies),
    request: seeded,
    cost: route.cost,
  };
}

/** Takes of one shot are meant to differ, so a stated seed is the first take's and the next ones count on from it. */
function seededRequest({ request, model }: ShotRoutePlan, take: number): GenerationRequest {
  if (request.seed === undefined || model.seed === undefined || take === 1) return request;
  const { min, max } = model.seed;
  const seed = request.seed + take - 1;
  return { ...request, seed: seed <= max ? seed : min + ((seed - min) % (max - min + 1)) };
}

function uniqueFingerprint(
  identity: string,
  take: number,
  { hash }: PlanInput,
  copies: Copies | undefined,
): Fingerprint {
  const fingerprint = fingerprintOf(identity, take, hash);
  if (copies === undefined) return fingerprint;
  const copy = (copies.get(fingerprint) ?? 0) + 1;
  copies.set(fingerprint, copy);
  return copy === 1 ? fingerprint : fingerprintOf(identity, take, hash, copy);
}

function labelDigestOf(shot: ResolvedShot, cost: Cost | undefined, input: PlanInput): Digest | undefined {
  const label = input.labels?.get(shot.id) ?? labelFor(shot, input.catalogue, cost);
  const { size, frameRate } = input.storyboard.output;
  return input.drawnAs?.(label, { size, frameRate, frames: clipFrames(shot, frameRate) });
}

function nonEmpty<T>(list: readonly T[]): readonly [T, ...T[]] {
  if (!isNonEmpty(list)) throw new RangeError('A shot has at least one route.');
  return list;
}

function isNonEmpty<T>(list: readonly T[]): list is readonly [T, ...T[]] {
  return list.length > 0;
}

function memoised<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
