import type { PriceList, ResolvedStoryboard } from '@storyboard/core';
import { interruption, untilAborted } from '../abort.ts';
import { keepPrices, keptPrices } from './price-cache.ts';

/** How the prices that providers publish are come by. */
export type PriceLists = {
  /** Ids of the providers that publish them. */
  readonly providers: readonly string[];
  /** Asks one for its prices. */
  readonly read: (provider: string, options: { readonly signal: AbortSignal }) => Promise<PriceList>;
  /** Where a provider is asked; what was read elsewhere, such as from a simulator, does not count. */
  readonly origin?: (provider: string) => string;
  /** Absolute path of a folder of the user's own where what was read is kept for a day; nothing is kept where absent. */
  readonly folder?: string;
  /** Milliseconds since 1970; the machine's clock where absent. */
  readonly now?: () => number;
  /** How long an answer is waited for; three seconds where absent. */
  readonly timeoutMs?: number;
};

const TIMEOUT_MS = 3000;

/**
 * The prices that the providers of a storyboard publish, by provider: as they were read within the last day, else asked
 * for once. A provider that does not answer in time is left out, and the catalogue's figures count.
 *
 * @throws StoryboardError `interrupted`
 */
export async function readPriceLists(
  storyboard: ResolvedStoryboard,
  lists: PriceLists,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, PriceList>> {
  const used = new Set(storyboard.shots.flatMap(({ routes }) => routes.map(({ provider }) => provider)));
  const wanted = lists.providers.filter((id) => used.has(id));
  const read = await Promise.all(wanted.map((id) => priceList(id, lists, signal)));
  if (signal?.aborted === true) throw interruption(signal);
  return new Map(
    wanted.flatMap((id, index) => {
      const list = read[index];
      return list === undefined ? [] : [[id, list] as const];
    }),
  );
}

async function priceList(
  provider: string,
  lists: PriceLists,
  signal: AbortSignal | undefined,
): Promise<PriceList | undefined> {
  const now = lists.now?.() ?? Date.now();
  const place = { folder: lists.folder, provider, origin: lists.origin?.(provider) ?? '' };
  const kept = keptPrices(place, now);
  if (kept !== undefined) return kept;
  const timeout = AbortSignal.timeout(lists.timeoutMs ?? TIMEOUT_MS);
  const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    const list = await untilAborted(lists.read(provider, { signal: either }), either);
    await keepPrices(place, list, now);
    return list;
  } catch {
    return undefined;
  }
}
