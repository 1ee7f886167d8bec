export { createAimlapiProvider } from './aimlapi/aimlapi-provider.ts';
export { createAnimaticProvider, type DrawFootage } from './animatic/animatic-provider.ts';
export { CATALOGUE } from './catalogue.ts';
export type { PaidAccess } from './http/paid-access.ts';
export type { PriceReader } from './http/price-reader.ts';
export { PRICE_READERS } from './price-readers.ts';
export { createShortapiProvider } from './shortapi/shortapi-provider.ts';
