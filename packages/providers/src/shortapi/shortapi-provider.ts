import type { VideoProvider } from '@storyboard/core';
import type { PaidAccess } from '../http/paid-access.ts';
import { openPaidService } from '../http/paid-service.ts';
import { SHORTAPI_SPEC } from './shortapi-models.ts';
import { shortapiJob } from './shortapi-request.ts';
import { shortapiStatus, shortapiSubmitted } from './shortapi-response.ts';

/**
 * ShortAPI. What it says a job costs is taken as US dollars; it names no unit. It has no way to find a submission whose
 * answer was lost, so such a one stays in doubt until a person decides.
 */
export function createShortapiProvider(access: PaidAccess): VideoProvider {
  const { spec, vocabulary, submit, ask, download } = openPaidService(access, SHORTAPI_SPEC);
  return {
    contract: 1,
    spec,
    submit: (submission, options) =>
      submit(
        submission,
        options,
        (urls) => ({ path: '/api/v1/job/create', body: shortapiJob(submission.request, urls) }),
        (answer) => shortapiSubmitted(answer, vocabulary),
      ),
    poll: async ({ job }, options) =>
      shortapiStatus(await ask(`/api/v1/job/query?id=${encodeURIComponent(job)}`, options), vocabulary),
    download,
  };
}
