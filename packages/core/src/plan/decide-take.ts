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
  let outdated: { readonly artifact: Digest; readonly provider: string } | undefined;
  for (const [index, { fingerprint, provider }] of base.routes.entries()) {
    const found = held.artifacts.get(fingerprint);
    if (found === undefined || (found.forPreview === true && index > 0)) continue;
    const { artifact } = found;
    if (input.local[index] === true && isOutdated(found.drawnAs, input.drawnAs())) {
      outdated ??= { artifact, provider };
      continue;
    }
    return { ...base, fingerprint, action: 'reuse', artifact, provider, why: `made by ${provider}` };
  }
  for (const { fingerprint } of base.routes) {
    const running = held.inFlight.get(fingerprint);
    if (running !== undefined) {
      const { operation, provider, job } = running;
      const why = `already paid at ${provider}`;
      return { ...base, fingerprint, action: 'resume', operation, provider, job, why };
    }
  }
  for (const { fingerprint } of base.routes) {
    const doubtful = held.inDoubt.get(fingerprint);
    if (doubtful !== undefined) {
      const { submissionId, provider, job, cost } = doubtful;
      const why = `perhaps paid at ${provider}`;
      return { ...base, fingerprint, action: 'in-doubt', submissionId, provider, job, cost, why };
    }
  }
  // An old label is no reason to pay: where another route costs money, the drawing stays as it is.
  if (outdated !== undefined && input.local.includes(false)) {
    return { ...base, action: 'reuse', ...outdated, why: OLDER_LABEL };
  }
  if (outdated !== undefined) {
    return { ...base, action: 'reuse', ...outdated, redraw: true, why: 'made; its label is drawn anew' };
  }
  const isDamaged = base.routes.some(({ fingerprint }) => held.damaged?.has(fingerprint) === true);
  const why = isDamaged ? 'made, but its file is damaged' : 'not made yet';
  return { ...base, action: 'generate', cost: worstCost(base.routes), why };
}

function isOutdated(drawnAs: Digest | undefined, now: Digest | undefined): boolean {
  return now !== undefined && drawnAs !== now;
}
