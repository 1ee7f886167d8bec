import type { Digest, Fingerprint, Held, HeldArtifact, HeldTry, PlannedTake } from './plan.ts';
import { worstCost } from './total-cost.ts';

/** Why a drawing is used as it is although it would look otherwise if it were drawn now. */
export const OLDER_LABEL = 'drawn, with an older label';

/** Why a take is made again although the film's lock file has it. */
const LOCKED_ELSEWHERE = 'in the lock file, but its footage is not in this store';

/** Why a take that was made is fetched from its service once more. */
const FETCHED_AGAIN = 'made, but its file is gone or damaged; fetched again, nothing to pay';

/** Why a take is made although the film's lock file has one of this shot and number. */
const CHANGED = 'changed since it was made';

/** What a take has before it is known what to do about it. */
export type UndecidedTake = Pick<PlannedTake, 'id' | 'shot' | 'take' | 'routes' | 'fingerprint' | 'after'>;

/**
 * What is to be done about a take, by what the ledger holds of any of its routes: a take that some provider of the list
 * made counts as made; one that is paid for is waited for; one in doubt is left to a person. Its fingerprint becomes that
 * of the route that made it, and only what is made now waits for other takes.
 *
 * `isLocked` says that the film has a take of this shot and number, however that was made; `anew` is the earlier shot that
 * it goes on from, where that is made now.
 *
 * `local` says of each route whether it is drawn on this machine; `drawnAs` what such a drawing would show now; `locked`
 * are the fingerprints of the takes that are in the film.
 */
export function decideTake(input: {
  readonly base: UndecidedTake;
  readonly local: readonly boolean[];
  readonly held: Held;
  readonly locked?: ReadonlySet<Fingerprint> | undefined;
  readonly isLocked?: boolean;
  readonly anew?: string | undefined;
  readonly drawnAs: () => Digest | undefined;
}): PlannedTake {
  const { base, held } = input;
  const there = { ...base, after: [] };
  const made = madeBy(input);
  if (made !== undefined && !made.isOutdated) {
    const { fingerprint, provider, origin, artifact } = made;
    const reuse = { ...there, fingerprint, action: 'reuse', artifact, provider } as const;
    if (origin === undefined) return { ...reuse, why: `made by ${provider}` };
    return { ...reuse, origin, why: `made by ${provider} at ${origin}` };
  }
  for (const { fingerprint } of base.routes) {
    const running = held.inFlight.get(fingerprint);
    if (running === undefined) continue;
    const { operation, provider, job } = running;
    const why = `already paid at ${provider}`;
    return { ...there, fingerprint, action: 'resume', operation, provider, job, why };
  }
  for (const { fingerprint } of base.routes) {
    const paid = held.damaged?.has(fingerprint) === true ? held.fetchable?.get(fingerprint) : undefined;
    if (paid === undefined) continue;
    const { operation, provider, job } = paid;
    return { ...there, fingerprint, action: 'resume', operation, provider, job, why: FETCHED_AGAIN };
  }
  for (const { fingerprint } of base.routes) {
    const doubtful = held.inDoubt.get(fingerprint);
    if (doubtful === undefined) continue;
    const { submissionId, provider, job, cost, lost } = doubtful;
    const why =
      lost === true ? `paid at ${provider}, but its footage is lost` : `perhaps paid at ${provider}`;
    return { ...there, fingerprint, action: 'in-doubt', submissionId, provider, job, cost, why };
  }
  if (made !== undefined) {
    const { fingerprint, provider, artifact } = made;
    const outdated = { fingerprint, action: 'reuse', artifact, provider } as const;
    // An old label is no reason to pay: where another route costs money, the drawing stays as it is.
    if (input.local.includes(false)) return { ...there, ...outdated, why: OLDER_LABEL };
    return { ...base, ...outdated, redraw: true, why: 'made; its label is drawn anew' };
  }
  return { ...base, action: 'generate', cost: worstCost(base.routes), why: whyMade(input) };
}

type Made = HeldArtifact & {
  readonly fingerprint: Fingerprint;
  readonly provider: string;
  /** A drawing that would look otherwise if it were drawn now. */
  readonly isOutdated: boolean;
};

/** What is held of the routes: rather what the film has than another one, rather an earlier route than a later one. */
function madeBy({ base, local, held, locked, drawnAs }: Parameters<typeof decideTake>[0]): Made | undefined {
  let made: Made | undefined;
  let rank = 0;
  for (const [index, { fingerprint, provider }] of base.routes.entries()) {
    const found = held.artifacts.get(fingerprint);
    if (found === undefined || (found.forPreview === true && index > 0)) continue;
    const isOutdated = local[index] === true && differs(found.drawnAs, drawnAs());
    const ranked = isOutdated ? 1 : locked?.has(fingerprint) === true ? 3 : 2;
    if (ranked <= rank) continue;
    made = { ...found, fingerprint, provider, isOutdated };
    rank = ranked;
  }
  return made;
}

function differs(drawnAs: Digest | undefined, now: Digest | undefined): boolean {
  return now !== undefined && drawnAs !== now;
}

function whyMade({ base, held, locked, isLocked, anew }: Parameters<typeof decideTake>[0]): string {
  const { routes } = base;
  if (routes.some(({ fingerprint }) => held.damaged?.has(fingerprint) === true)) {
    return 'made, but its file is gone or damaged';
  }
  if (routes.some(({ fingerprint }) => locked?.has(fingerprint) === true)) return LOCKED_ELSEWHERE;
  // Of a list of providers the last one is asked last.
  const tried = routes.map(({ fingerprint }) => held.tried?.get(fingerprint)).findLast((one) => one);
  if (tried !== undefined) return whyAgain(tried);
  if (isLocked !== true) return 'not made yet';
  return anew === undefined ? CHANGED : `goes on from ${anew}, which is made anew`;
}

function whyAgain(tried: HeldTry): string {
  switch (tried.status) {
    case 'refused':
      return `refused before: ${tried.kind}`;
    case 'failed':
      return `failed before: ${tried.kind}`;
    case 'abandoned':
      return 'not taken before, as a person found';
    case 'pay-again':
      return 'paid for before, given up by a person';
  }
}
