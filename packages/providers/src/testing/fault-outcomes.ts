import type { FailureKind, ProviderErrorKind } from '@storyboard/core';
import type { FaultName } from '../simulator/index.ts';

const DOUBT = { kind: 'transient', jobs: 0 } as const;
const DOUBT_AND_JOB = { kind: 'transient', jobs: 1 } as const;

/** What `submit` throws, and how many jobs the service has then started: it cannot tell the two kinds apart. */
export const DOUBTS: Partial<Record<FaultName, { readonly kind: ProviderErrorKind; readonly jobs: 0 | 1 }>> =
  {
    'drop-before-create': DOUBT,
    'hang-before-create': DOUBT,
    '408-before-create': DOUBT,
    '409-before-create': DOUBT,
    '500-before-create': DOUBT,
    '502-before-create': DOUBT,
    '503-before-create': DOUBT,
    '504-before-create': DOUBT,
    'submit-redirect': DOUBT,
    'drop-after-create': DOUBT_AND_JOB,
    'hang-after-create': DOUBT_AND_JOB,
    '408-after-create': DOUBT_AND_JOB,
    '409-after-create': DOUBT_AND_JOB,
    '500-after-create': DOUBT_AND_JOB,
    '502-after-create': DOUBT_AND_JOB,
    '503-after-create': DOUBT_AND_JOB,
    '504-after-create': DOUBT_AND_JOB,
    'drip-after-create': DOUBT_AND_JOB,
    'cut-after-create': DOUBT_AND_JOB,
    'slow-answer': DOUBT_AND_JOB,
    'malformed-after-create': { kind: 'malformed', jobs: 1 },
    'html-after-create': { kind: 'malformed', jobs: 1 },
    'empty-after-create': { kind: 'malformed', jobs: 1 },
    'no-id-after-create': { kind: 'malformed', jobs: 1 },
    'endless-after-create': { kind: 'too-large', jobs: 1 },
  };

/** How a refusal is understood; no job was started. */
export const REFUSALS: Partial<Record<FaultName, FailureKind>> = {
  'refuse-400': 'invalid-input',
  'refuse-401': 'auth',
  'refuse-402': 'balance',
  'refuse-403': 'balance',
  'refuse-404': 'unknown',
  'refuse-405': 'unknown',
  'refuse-413': 'invalid-input',
  'refuse-415': 'invalid-input',
  'refuse-422': 'invalid-input',
  'refuse-429': 'quota',
  'refuse-429-retry-after': 'quota',
  'refuse-429-retry-date': 'quota',
  'refuse-moderation': 'moderation',
  'refuse-code': 'transient',
  'echo-key': 'auth',
};

/** AI/ML API names the job in a header too, so these are no doubts there. */
export const NAMED_IN_HEADER: readonly FaultName[] = ['malformed-after-create', 'empty-after-create'];

/** How the end of a job is understood that failed. */
export const FAILURES: Partial<Record<FaultName, FailureKind>> = {
  moderation: 'moderation',
  'moderation-charged': 'moderation',
  'job-failed': 'transient',
  'job-failed-charged': 'transient',
  'opaque-error': 'invalid-input',
  'reference-unreachable': 'invalid-input',
  'hostile-words': 'unknown',
};

/** What `poll` throws. */
export const POLL_PROBLEMS: Partial<Record<FaultName, ProviderErrorKind>> = {
  'poll-drop': 'transient',
  'poll-hang': 'transient',
  'poll-400': 'not-found',
  'poll-401': 'auth',
  'poll-403': 'auth',
  'poll-404': 'not-found',
  'poll-408': 'transient',
  'poll-409': 'transient',
  'poll-429': 'quota',
  'poll-429-retry-after': 'quota',
  'poll-429-retry-date': 'quota',
  'poll-cut': 'transient',
  'poll-500': 'transient',
  'poll-502': 'transient',
  'poll-503': 'transient',
  'poll-504': 'transient',
  'poll-malformed': 'malformed',
  'poll-html': 'malformed',
  'poll-empty': 'malformed',
  'poll-endless': 'too-large',
  'poll-drip': 'transient',
  'done-without-footage': 'malformed',
};

/** What `download` throws; what is fetched whole but is no footage is for whoever looks into it. */
export const DOWNLOAD_PROBLEMS: Partial<Record<FaultName, ProviderErrorKind>> = {
  'link-expired': 'expired',
  'link-expired-once': 'expired',
  'download-404': 'expired',
  'download-drop': 'transient',
  'download-hang': 'transient',
  'download-429': 'quota',
  'download-500': 'transient',
  'download-503': 'transient',
  'download-truncated': 'transient',
  'download-redirect-private': 'not-allowed',
  'download-redirect-file': 'not-allowed',
  'download-redirect-loop': 'transient',
  'download-huge': 'too-large',
  'download-drip': 'transient',
};
