import { readAimlapiPrices } from './aimlapi/read-aimlapi-prices.ts';
import type { PriceReader } from './http/price-reader.ts';

/** The providers that publish their prices while they run, by id; ShortAPI has them on its pages only. */
export const PRICE_READERS: ReadonlyMap<string, PriceReader> = new Map([['aimlapi', readAimlapiPrices]]);
