import { isProviderError, type Operation, type OperationStatus, type VideoProvider } from '@storyboard/core';
import { microUsd } from '@storyboard/core/units';
import { createDownload } from '../http/download.ts';
import { COMMON_WORDS } from '../http/failure-kind.ts';
import { footageUrl } from '../http/footage-url.ts';
import { isJobId } from '../http/job-id.ts';
import type { PaidAccess } from '../http/paid-access.ts';
import { paidOrigin } from '../http/paid-origin.ts';
import { readAnswered } from '../http/read-exchange.ts';
import { referenceUrls } from '../http/reference-urls.ts';
import type { Vocabulary } from '../http/refusal.ts';
import { readSubmitted } from '../http/submit-exchange.ts';
import { createTransport } from '../http/transport.ts';
import { logPath, readLogPage } from './aimlapi-logs.ts';
import { AIMLAPI_SPEC } from './aimlapi-models.ts';
import { aimlapiBody } from './aimlapi-request.ts';
import { aimlapiStatus, aimlapiSubmitted } from './aimlapi-response.ts';

/** As many pages as one look may take; more than 200 questions a minute are refused. */
const MAX_LOG_PAGES = 50;

/** AI/ML API. A submission whose answer was lost is looked for in the usage logs, by the id that travelled with it. */
export function createAimlapiProvider(access: PaidAccess): VideoProvider {
  const { spec = AIMLAPI_SPEC, readFile, limits } = access;
  const key = access.key.trim();
  const { title } = spec;
  const { origin, ownOrigin } = paidOrigin(access.origin, AIMLAPI_SPEC);
  const vocabulary: Vocabulary = { title, words: COMMON_WORDS, secrets: [key] };
  const call = createTransport({ title, origin, key, limits: limits?.calls ?? {} });
  const download = createDownload({ title, ownOrigin }, limits?.downloads);

  return {
    contract: 1,
    spec,

    async submit({ request, references }, { submissionId, signal }) {
      signal?.throwIfAborted();
      const ready = await referenceUrls(references, readFile);
      if ('failure' in ready) return { status: 'refused', failure: ready.failure };
      const body = aimlapiBody(request, ready.urls);
      const headers = { 'x-client-request-id': submissionId };
      const exchange = await call(
        { path: '/v2/video/generations', body, headers },
        { ...(signal && { signal }) },
      );
      return readSubmitted(exchange, vocabulary, aimlapiSubmitted);
    },

    async poll(operation, options) {
      const path = `/v2/video/generations?generation_id=${encodeURIComponent(operation.job)}`;
      try {
        return aimlapiStatus(readAnswered(await call({ path }, options), title), vocabulary);
      } catch (error) {
        const neverStarted =
          isProviderError(error) && error.kind === 'not-found' && isLoggedAsFailed(operation);
        if (neverStarted) return LOGGED_AS_FAILED;
        throw error;
      }
    },

    async *download(footage, options) {
      yield* download(footageUrl(footage), options);
    },

    async recover(submissionId, since, options) {
      const nowMs = Date.now();
      let oldest: Operation | undefined;
      for (let page = 0; page < MAX_LOG_PAGES; page += 1) {
        const { body } = readAnswered(await call({ path: logPath(page, since, nowMs) }, options), title);
        const { matches, more } = readLogPage(body, submissionId, since);
        oldest = matches.findLast(({ job }) => isJobId(job, vocabulary.secrets)) ?? oldest;
        if (!more) break;
      }
      return oldest;
    },
  };
}

/** Found in the logs as failed: it may have failed before there was a job, so the service need not know it. */
function isLoggedAsFailed(operation: Operation): boolean {
  return operation['logged'] === 'failed';
}

const LOGGED_AS_FAILED: OperationStatus = {
  status: 'failed',
  failure: { kind: 'unknown', message: 'AI/ML API has logged this request as failed.' },
  charged: microUsd(0),
};
