import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { PriceList, PriceRule } from '@storyboard/core';
import { makeFolder } from '../files/make-folder.ts';
import { readRegularFile } from '../files/read-regular-file.ts';
import { writeWholeFile } from '../files/write-whole-file.ts';

/** Where the prices of a provider are kept that it published at an origin; nowhere without a folder. */
export type PricePlace = {
  /** Absolute path. */
  readonly folder: string | undefined;
  readonly provider: string;
  readonly origin: string;
};

/** Prices are asked for again after a day. */
const FRESH_MS = 24 * 60 * 60 * 1000;

const MOST_CACHE_BYTES = 4 * 1024 * 1024;

/** Far above what any service takes for a second of footage, and far below where sums of it would not be whole any more. */
const MOST_PER_SECOND = 1_000_000_000;

/**
 * The prices that were kept within the last day; absent where there are none, or somebody else could have put them there:
 * a budget is held against them.
 */
export function keptPrices({ folder, provider, origin }: PricePlace, now: number): PriceList | undefined {
  try {
    if (folder === undefined || !isOwn(lstatSync(folder))) return undefined;
    const read = readRegularFile(fileOf(folder, provider), MOST_CACHE_BYTES);
    if (!read.regular || read.bytes === undefined) return undefined;
    const { format, origin: from, readMs, prices } = JSON.parse(new TextDecoder().decode(read.bytes));
    const isFresh = typeof readMs === 'number' && readMs <= now && now - readMs < FRESH_MS;
    return format === 1 && from === origin && isFresh && isPriceList(prices, now) ? prices : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps prices; a plan that cannot keep what it read is none the worse. */
export async function keepPrices(
  { folder, provider, origin }: PricePlace,
  prices: PriceList,
  now: number,
): Promise<void> {
  if (folder === undefined) return;
  try {
    await makeFolder(folder, 0o700);
    if (!isOwn(lstatSync(folder))) return;
    const text = `${JSON.stringify({ format: 1, origin, readMs: now, prices })}\n`;
    await writeWholeFile(fileOf(folder, provider), text, folder);
  } catch {
    // It is asked again next time.
  }
}

function fileOf(folder: string, provider: string): string {
  return join(folder, `${provider}.json`);
}

/** A folder that nobody else can write to. Windows says neither; there it is in the user's own profile. */
function isOwn(stats: Stats): boolean {
  if (!stats.isDirectory()) return false;
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0);
}

function isPriceList(value: unknown, now: number): value is PriceList {
  return (
    isRecord(value) &&
    Object.values(value).every((rules) => Array.isArray(rules) && rules.every((rule) => isRule(rule, now)))
  );
}

function isRule(value: unknown, now: number): value is PriceRule {
  if (!isRecord(value)) return false;
  const { when, perSecond, from } = value;
  if (!isRecord(when) || !isRecord(from)) return false;
  return (
    typeof perSecond === 'number' &&
    Number.isSafeInteger(perSecond) &&
    perSecond >= 0 &&
    perSecond <= MOST_PER_SECOND &&
    ['string', 'undefined'].includes(typeof when['resolution']) &&
    ['boolean', 'undefined'].includes(typeof when['audio']) &&
    typeof from['source'] === 'string' &&
    isDayUntil(from['asOf'], now) &&
    typeof from['estimated'] === 'boolean' &&
    ['string', 'undefined'].includes(typeof from['note'])
  );
}

/** Whether a value is a day that has begun somewhere on earth. */
function isDayUntil(value: unknown, now: number): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  return Date.parse(value) <= now + FRESH_MS;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
