import type { Digest, Held, PlannedTake } from './plan.ts';
import { worstCost } from './total-cost.ts';

/** Why a drawing is used as it is although it would look otherwise if it were drawn now. */
export const OLDER_LABEL = 'drawn, with an older label';

/** What a take has before it is known what to do about it. */
export type UndecidedTake = Pick<PlannedTake, 'id' | 'shot' | 'take' | 'routes' | 'fingerprint' | 'after'>;

/**
 * What is to be done about a take, by what the ledger holds of any of its routes: a take that some provider of the list
 * made counts as made; one that is paid for is waited for; one in doubt is left to a person.
 *
 * `local` says of each route whether it is drawn on this machine; `drawnAs` what such a drawing would show now.
 */
export function decideTake(input: {
  readonly base: UndecidedTake;
  readonly local: readonly boolean[];
  readonly held: Held;
  readonly drawnAs: () => Digest | undefined;
}): PlannedTake {
  const { base, held } = input;
  let outdated: Digest | undefined;
  for (const [index, route] of base.routes.entries()) {
    const found = held.artifacts.get(route.fingerprint);
    if (found === undefined) continue;
    if (input.local[index] === true && isOutdated(found.drawnAs, input.drawnAs())) {
      outdated ??= found.artifact;
      continue;
    }
    return { ...base, action: 'reuse', artifact: found.artifact, why: `made by ${route.provider}` };
  }
  for (const route of base.routes) {
    const running = held.inFlight.get(route.fingerprint);
    if (running !== undefined) {
      const { operation, provider } = running;
      return { ...base, action: 'resume', operation, provider, why: `already paid at ${provider}` };
    }
  }
  for (const route of base.routes) {
    const doubtful = held.inDoubt.get(route.fingerprint);
    if (doubtful !== undefined) {
      const { submissionId, cost } = doubtful;
      return { ...base, action: 'in-doubt', submissionId, cost, why: `perhaps paid at ${route.provider}` };
    }
  }
  // An old label is no reason to pay: where another route costs money, the drawing stays as it is.
  if (outdated !== undefined && input.local.includes(false)) {
    return { ...base, action: 'reuse', artifact: outdated, why: OLDER_LABEL };
  }
  if (outdated !== undefined) {
    return {
      ...base,
      action: 'reuse',
      artifact: outdated,
      redraw: true,
      why: 'made; its label is drawn anew',
    };
  }
  const isDamaged = base.routes.some(({ fingerprint }) => held.damaged?.has(fingerprint) === true);
  const why = isDamaged ? 'made, but its file is damaged' : 'not made yet';
  return { ...base, action: 'generate', cost: worstCost(base.routes), why };
}

function isOutdated(drawnAs: Digest | undefined, now: Digest | undefined): boolean {
  return now !== undefined && drawnAs !== now;
}
