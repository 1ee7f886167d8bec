import { isProviderError, type Operation, type OperationStatus, type VideoProvider } from '@storyboard/core';
import { microUsd } from '@storyboard/core/units';
import { isJobId } from '../http/job-id.ts';
import type { PaidAccess } from '../http/paid-access.ts';
import { openPaidService } from '../http/paid-service.ts';
import { logPath, readLogPage } from './aimlapi-logs.ts';
import { AIMLAPI_SPEC } from './aimlapi-models.ts';
import { aimlapiBody } from './aimlapi-request.ts';
import { aimlapiStatus, aimlapiSubmitted } from './aimlapi-response.ts';

const GENERATIONS = '/v2/video/generations';

/** As many pages as one look may take; more than 200 questions a minute are refused. */
const MAX_LOG_PAGES = 50;

/** AI/ML API. A submission whose answer was lost is looked for in the usage logs, by the id that travelled with it. */
export function createAimlapiProvider(access: PaidAccess): VideoProvider {
  const { spec, vocabulary, submit, ask, download } = openPaidService(access, AIMLAPI_SPEC);
  return {
    contract: 1,
    spec,

    submit: (submission, { submissionId, ...options }) =>
      submit(
        submission,
        options,
        (urls) => ({
          path: GENERATIONS,
          body: aimlapiBody(submission.request, urls),
          headers: { 'x-client-request-id': submissionId },
        }),
        aimlapiSubmitted,
      ),

    async poll(operation, options) {
      const path = `${GENERATIONS}?generation_id=${encodeURIComponent(operation.job)}`;
      try {
        return aimlapiStatus(await ask(path, options), vocabulary);
      } catch (error) {
        const neverStarted =
          isProviderError(error) && error.kind === 'not-found' && isLoggedAsFailed(operation);
        if (neverStarted) return LOGGED_AS_FAILED;
        throw error;
      }
    },

    download,

    async recover(submissionId, since, options) {
      const nowMs = Date.now();
      let oldest: Operation | undefined;
      for (let page = 0; page < MAX_LOG_PAGES; page += 1) {
        const { body } = await ask(logPath(page, since, nowMs), options);
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
