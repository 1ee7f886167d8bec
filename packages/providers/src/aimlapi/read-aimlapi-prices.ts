import { paidOrigin } from '../http/paid-origin.ts';
import type { PriceReader } from '../http/price-reader.ts';
import { readAnswered } from '../http/read-exchange.ts';
import { createTransport } from '../http/transport.ts';
import { AIMLAPI_SPEC } from './aimlapi-models.ts';
import { aimlapiPrices } from './aimlapi-prices.ts';

/** Reads what AI/ML API's models cost today, as its public list of models says; no key is needed and none is sent. */
export const readAimlapiPrices: PriceReader = async ({ signal, origin: own } = {}) => {
  const { title } = AIMLAPI_SPEC;
  const { origin } = paidOrigin(own, AIMLAPI_SPEC);
  const ids = AIMLAPI_SPEC.models.map(({ id }) => id);
  const path = `/v1/models?include=pricing&${ids.map((id) => `id=${encodeURIComponent(id)}`).join('&')}`;
  const call = createTransport({ title, origin, limits: { answerBytes: 5_000_000 } });
  const { body } = readAnswered(await call({ path }, signal === undefined ? {} : { signal }), title);
  return aimlapiPrices(body, ids, {
    source: `${new URL(origin).origin}/v1/models?include=pricing`,
    asOf: new Date().toISOString().slice(0, 10),
    estimated: false,
    note: 'Whether seconds of reference videos are charged too is not said.',
  });
};
