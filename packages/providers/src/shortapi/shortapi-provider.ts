import type { VideoProvider } from '@storyboard/core';
import { createDownload } from '../http/download.ts';
import { COMMON_WORDS } from '../http/failure-kind.ts';
import { footageUrl } from '../http/footage-url.ts';
import type { PaidAccess } from '../http/paid-access.ts';
import { paidOrigin } from '../http/paid-origin.ts';
import { readAnswered } from '../http/read-exchange.ts';
import { referenceUrls } from '../http/reference-urls.ts';
import type { Vocabulary } from '../http/refusal.ts';
import { readSubmitted } from '../http/submit-exchange.ts';
import { createTransport } from '../http/transport.ts';
import { SHORTAPI_SPEC } from './shortapi-models.ts';
import { shortapiJob } from './shortapi-request.ts';
import { shortapiStatus, shortapiSubmitted } from './shortapi-response.ts';

/**
 * ShortAPI. What it says a job costs is taken as US dollars; it names no unit. It has no way to find a submission whose
 * answer was lost, so such a one stays in doubt until a person decides.
 */
export function createShortapiProvider(access: PaidAccess): VideoProvider {
  const { spec = SHORTAPI_SPEC, readFile, limits } = access;
  const key = access.key.trim();
  const { title } = spec;
  const { origin, ownOrigin } = paidOrigin(access.origin, SHORTAPI_SPEC);
  const vocabulary: Vocabulary = { title, words: COMMON_WORDS, secrets: [key] };
  const call = createTransport({ title, origin, key, limits: limits?.calls ?? {} });
  const download = createDownload({ title, ownOrigin }, limits?.downloads);

  return {
    contract: 1,
    spec,

    async submit({ request, references }, { signal }) {
      signal?.throwIfAborted();
      const ready = await referenceUrls(references, readFile);
      if ('failure' in ready) return { status: 'refused', failure: ready.failure };
      const body = shortapiJob(request, ready.urls);
      const exchange = await call({ path: '/api/v1/job/create', body }, { ...(signal && { signal }) });
      return readSubmitted(exchange, vocabulary, (answer) => shortapiSubmitted(answer, vocabulary));
    },

    async poll({ job }, options) {
      const exchange = await call({ path: `/api/v1/job/query?id=${encodeURIComponent(job)}` }, options);
      return shortapiStatus(readAnswered(exchange, title), vocabulary);
    },

    async *download(footage, options) {
      yield* download(footageUrl(footage), options);
    },
  };
}
