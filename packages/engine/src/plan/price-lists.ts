import type { PriceList, ResolvedStoryboard } from '@storyboard/core';
import { interruption, untilAborted } from '../abort.ts';
import { cleanMessage } from '../execute/clean-message.ts';
import { messageOf } from '../execute/ends-run.ts';
import { keepPrices, keptPrices } from './price-cache.ts';

/** How the prices that providers publish are come by. */
export type PriceLists = {
  /** Ids of the providers that publish them. */
  readonly providers: readonly string[];
  /** Asks one for its prices; undefined where nobody is to be asked. */
  readonly read: (
    provider: string,
    options: { readonly signal: AbortSignal },
  ) => Promise<PriceList | undefined>;
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

/** What was read of published prices. */
export type ReadPriceLists = {
  /** By provider. */
  readonly lists: ReadonlyMap<string, PriceList>;
  /** Why those of other providers could not be read, by provider. */
  readonly unread: ReadonlyMap<string, string>;
};

/**
 * The prices that the providers of a storyboard publish: as they were read within the last day, else asked for once. Where
 * a provider does not answer in time, the catalogue's figures count.
 *
 * @throws StoryboardError `interrupted`
 */
export async function readPriceLists(
  storyboard: ResolvedStoryboard,
  lists: PriceLists,
  signal: AbortSignal | undefined,
): Promise<ReadPriceLists> {
  const used = new Set(storyboard.shots.flatMap(({ routes }) => routes.map(({ provider }) => provider)));
  const wanted = lists.providers.filter((id) => used.has(id));
  const read = await Promise.all(wanted.map((id) => priceList(id, lists, signal)));
  if (signal?.aborted === true) throw interruption(signal);
  const found = wanted.map((id, index) => [id, read[index]] as const);
  return {
    lists: new Map(found.flatMap(([id, one]) => (typeof one === 'object' ? [[id, one]] : []))),
    unread: new Map(found.flatMap(([id, one]) => (typeof one === 'string' ? [[id, one]] : []))),
  };
}

/** Prices, why there are none, or nothing where nobody is to be asked. */

async function priceList(
  provider: string,
  lists: PriceLists,
  signal: AbortSignal | undefined,
): Promise<PriceList | string | undefined> {
  const now = lists.now?.() ?? Date.now();
  const place = { folder: lists.folder, provider, origin: lists.origin?.(provider) ?? '' };
  const kept = keptPrices(place, now);
  if (kept !== undefined) return kept;
  const timeoutMs = lists.timeoutMs ?? TIMEOUT_MS;
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    const list = await untilAborted(lists.read(provider, { signal: either }), either);
    if (list !== undefined) await keepPrices(place, list, now);
    return list;
  } catch (error) {
    return timeout.aborted ? `no answer within ${timeoutMs / 1000} s` : cleanMessage(messageOf(error));
  }
}
