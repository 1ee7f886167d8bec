import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PriceList, PriceRule, ResolvedStoryboard } from '@storyboard/core';
import { interruption, untilAborted } from '../abort.ts';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';
import { makeFolder } from '../files/make-folder.ts';
import { readRegularFile } from '../files/read-regular-file.ts';
import { writeWholeFile } from '../files/write-whole-file.ts';

/** How the prices that providers publish are come by. */
export type PriceLists = {
  /** Ids of the providers that publish them. */
  readonly providers: readonly string[];
  /** Asks one for its prices. */
  readonly read: (provider: string, options: { readonly signal: AbortSignal }) => Promise<PriceList>;
  /** Where a provider is asked; what was read elsewhere, such as from a simulator, does not count. */
  readonly origin?: (provider: string) => string;
  /** Milliseconds since 1970; the machine's clock where absent. */
  readonly now?: () => number;
  /** How long an answer is waited for; three seconds where absent. */
  readonly timeoutMs?: number;
};

/** Prices are asked for again after a day. */
const FRESH_MS = 24 * 60 * 60 * 1000;

const TIMEOUT_MS = 3000;

const MOST_CACHE_BYTES = 4 * 1024 * 1024;

/**
 * The prices that the providers of a storyboard publish, by provider: as they were read within the last day, else asked
 * for once. A provider that does not answer in time is left out, and the catalogue's figures count. What was read is kept
 * in a store that is there; none is made for it.
 *
 * @throws StoryboardError `interrupted`
 */
export async function readPriceLists(
  storyboard: ResolvedStoryboard,
  lists: PriceLists,
  { store, signal }: { readonly store: StoreFolder; readonly signal?: AbortSignal | undefined },
): Promise<ReadonlyMap<string, PriceList>> {
  const used = new Set(storyboard.shots.flatMap(({ routes }) => routes.map(({ provider }) => provider)));
  const wanted = lists.providers.filter((id) => used.has(id));
  const read = await Promise.all(wanted.map((id) => priceList(id, lists, store, signal)));
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
  store: StoreFolder,
  signal: AbortSignal | undefined,
): Promise<PriceList | undefined> {
  const now = lists.now?.() ?? Date.now();
  const file = join(store.cache, 'prices', `${provider}.json`);
  const origin = lists.origin?.(provider) ?? '';
  const kept = keptList(file, origin, now);
  if (kept !== undefined) return kept;
  const timeout = AbortSignal.timeout(lists.timeoutMs ?? TIMEOUT_MS);
  const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    const list = await untilAborted(lists.read(provider, { signal: either }), either);
    await keepList(file, { origin, list, now }, store);
    return list;
  } catch {
    return undefined;
  }
}

function keptList(file: string, origin: string, now: number): PriceList | undefined {
  try {
    const read = readRegularFile(file, MOST_CACHE_BYTES);
    if (!read.regular || read.bytes === undefined) return undefined;
    const { format, origin: from, readMs, prices } = JSON.parse(new TextDecoder().decode(read.bytes));
    const isFresh = typeof readMs === 'number' && readMs <= now && now - readMs < FRESH_MS;
    return format === 1 && from === origin && isFresh && isPriceList(prices) ? prices : undefined;
  } catch {
    return undefined;
  }
}

/** A plan that cannot keep what it read is none the worse. */
async function keepList(
  file: string,
  { origin, list, now }: { readonly origin: string; readonly list: PriceList; readonly now: number },
  store: StoreFolder,
): Promise<void> {
  const text = `${JSON.stringify({ format: 1, origin, readMs: now, prices: list })}\n`;
  try {
    const folders = [store.path, store.cache];
    for (const folder of folders) if (!(await lstat(folder)).isDirectory()) return;
    const prices = join(store.cache, 'prices');
    await makeFolder(prices);
    if ((await lstat(prices)).isDirectory()) await writeWholeFile(file, text, prices);
  } catch {
    // It is asked again next time.
  }
}

function isPriceList(value: unknown): value is PriceList {
  return (
    isRecord(value) && Object.values(value).every((rules) => Array.isArray(rules) && rules.every(isRule))
  );
}

function isRule(value: unknown): value is PriceRule {
  if (!isRecord(value)) return false;
  const { when, perSecond, from } = value;
  if (!Number.isSafeInteger(perSecond) || Number(perSecond) < 0 || !isRecord(when) || !isRecord(from))
    return false;
  return (
    ['string', 'undefined'].includes(typeof when['resolution']) &&
    ['boolean', 'undefined'].includes(typeof when['audio']) &&
    typeof from['source'] === 'string' &&
    typeof from['asOf'] === 'string' &&
    typeof from['estimated'] === 'boolean'
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
