/** Where a fault strikes: a submission, what becomes of its job, a question about it, its footage, or the list of requests. */
export type FaultStage = 'submit' | 'job' | 'poll' | 'download' | 'logs';

/** One fault that a simulator can have. */
export type Fault = {
  readonly name: string;
  readonly stage: FaultStage;
  /** What happens, in a few words. */
  readonly about: string;
  /** The only provider that can have it; absent where both can. */
  readonly only?: 'shortapi' | 'aimlapi';
};

/** Every fault, in the order in which they are tried at their stage: the first that strikes is the one that happens. */
export const FAULTS = [
  { name: 'drop-before-create', stage: 'submit', about: 'the connection is reset; no job' },
  { name: 'hang-before-create', stage: 'submit', about: 'no answer ever; no job' },
  { name: '408-before-create', stage: 'submit', about: 'HTTP 408; no job' },
  { name: '409-before-create', stage: 'submit', about: 'HTTP 409; no job' },
  { name: '500-before-create', stage: 'submit', about: 'HTTP 500; no job' },
  { name: '502-before-create', stage: 'submit', about: 'HTTP 502 with a page of HTML; no job' },
  { name: '503-before-create', stage: 'submit', about: 'HTTP 503; no job' },
  { name: '504-before-create', stage: 'submit', about: 'HTTP 504; no job' },
  { name: 'refuse-400', stage: 'submit', about: 'HTTP 400: invalid input' },
  { name: 'refuse-401', stage: 'submit', about: 'HTTP 401: the key is not accepted' },
  { name: 'refuse-402', stage: 'submit', about: 'HTTP 402: no balance left' },
  { name: 'refuse-403', stage: 'submit', about: 'HTTP 403: out of credits, or not allowed' },
  { name: 'refuse-404', stage: 'submit', about: 'HTTP 404: the model is gone' },
  { name: 'refuse-405', stage: 'submit', about: 'HTTP 405' },
  { name: 'refuse-413', stage: 'submit', about: 'HTTP 413: the request is too large' },
  { name: 'refuse-415', stage: 'submit', about: 'HTTP 415' },
  { name: 'refuse-422', stage: 'submit', about: 'HTTP 422: invalid input' },
  { name: 'refuse-429', stage: 'submit', about: 'HTTP 429 without Retry-After' },
  { name: 'refuse-429-retry-after', stage: 'submit', about: 'HTTP 429 with Retry-After: 1' },
  { name: 'refuse-moderation', stage: 'submit', about: 'the prompt is refused at once' },
  { name: 'refuse-code', stage: 'submit', about: 'HTTP 200 with a code that is not 0', only: 'shortapi' },
  { name: 'echo-key', stage: 'submit', about: 'HTTP 401 whose message repeats the key' },
  { name: 'submit-redirect', stage: 'submit', about: 'HTTP 307 to another address; no job' },
  { name: 'drop-after-create', stage: 'submit', about: 'the connection is reset; the job runs' },
  { name: 'hang-after-create', stage: 'submit', about: 'no answer ever; the job runs' },
  { name: '408-after-create', stage: 'submit', about: 'HTTP 408; the job runs' },
  { name: '409-after-create', stage: 'submit', about: 'HTTP 409; the job runs' },
  { name: '500-after-create', stage: 'submit', about: 'HTTP 500; the job runs' },
  { name: '502-after-create', stage: 'submit', about: 'HTTP 502 with a page of HTML; the job runs' },
  { name: '503-after-create', stage: 'submit', about: 'HTTP 503; the job runs' },
  { name: '504-after-create', stage: 'submit', about: 'HTTP 504; the job runs' },
  { name: 'malformed-after-create', stage: 'submit', about: 'half an answer in JSON; the job runs' },
  { name: 'html-after-create', stage: 'submit', about: 'HTTP 200 with a page of HTML; the job runs' },
  { name: 'empty-after-create', stage: 'submit', about: 'HTTP 200 without a body; the job runs' },
  { name: 'endless-after-create', stage: 'submit', about: 'a body that never ends; the job runs' },
  { name: 'drip-after-create', stage: 'submit', about: 'a byte every 300 ms; the job runs' },
  { name: 'no-id-after-create', stage: 'submit', about: 'an answer without the job’s id; the job runs' },
  { name: 'slow-answer', stage: 'submit', about: 'the answer comes two seconds late' },
  { name: 'id-at-top', stage: 'submit', about: 'job_id beside data instead of inside', only: 'shortapi' },
  { name: 'amount-number', stage: 'submit', about: 'the amount is a number, not text', only: 'shortapi' },
  { name: 'amount-missing', stage: 'submit', about: 'the answer does not say what it takes' },
  { name: 'answer-201', stage: 'submit', about: 'HTTP 201 instead of 200', only: 'aimlapi' },
  { name: 'moderation', stage: 'job', about: 'the job fails for its content; nothing is charged' },
  { name: 'moderation-charged', stage: 'job', about: 'the job fails for its content and is charged' },
  { name: 'job-failed', stage: 'job', about: 'the job fails; nothing is charged' },
  { name: 'job-failed-charged', stage: 'job', about: 'the job fails and is charged' },
  { name: 'opaque-error', stage: 'job', about: 'the job fails with an error of another shape' },
  { name: 'reference-unreachable', stage: 'job', about: 'the job fails: a reference could not be fetched' },
  { name: 'stuck', stage: 'job', about: 'the job never ends' },
  { name: 'poll-drop', stage: 'poll', about: 'the connection is reset' },
  { name: 'poll-hang', stage: 'poll', about: 'no answer ever' },
  { name: 'poll-400', stage: 'poll', about: 'HTTP 400' },
  { name: 'poll-401', stage: 'poll', about: 'HTTP 401: the key is not accepted' },
  { name: 'poll-403', stage: 'poll', about: 'HTTP 403' },
  { name: 'poll-404', stage: 'poll', about: 'the job is not known' },
  { name: 'poll-408', stage: 'poll', about: 'HTTP 408' },
  { name: 'poll-409', stage: 'poll', about: 'HTTP 409' },
  { name: 'poll-429', stage: 'poll', about: 'HTTP 429 without Retry-After' },
  { name: 'poll-429-retry-after', stage: 'poll', about: 'HTTP 429 with Retry-After: 1' },
  { name: 'poll-500', stage: 'poll', about: 'HTTP 500' },
  { name: 'poll-502', stage: 'poll', about: 'HTTP 502 with a page of HTML' },
  { name: 'poll-503', stage: 'poll', about: 'HTTP 503' },
  { name: 'poll-504', stage: 'poll', about: 'HTTP 504' },
  { name: 'poll-malformed', stage: 'poll', about: 'half an answer in JSON' },
  { name: 'poll-html', stage: 'poll', about: 'HTTP 200 with a page of HTML' },
  { name: 'poll-empty', stage: 'poll', about: 'HTTP 200 without a body' },
  { name: 'poll-endless', stage: 'poll', about: 'a body that never ends' },
  { name: 'poll-drip', stage: 'poll', about: 'a byte every 300 ms' },
  { name: 'status-unknown', stage: 'poll', about: 'a status that is documented nowhere' },
  { name: 'status-text', stage: 'poll', about: 'the status as a word', only: 'shortapi' },
  { name: 'status-digits', stage: 'poll', about: 'the status as text of a number', only: 'shortapi' },
  { name: 'status-regress', stage: 'poll', about: 'running, every second time, after it was done' },
  { name: 'done-without-footage', stage: 'poll', about: 'done, but without an address of the footage' },
  { name: 'link-expired', stage: 'download', about: 'every link has expired before it is used' },
  { name: 'link-expired-once', stage: 'download', about: 'the first link has expired; the next one works' },
  { name: 'download-drop', stage: 'download', about: 'the connection is reset half-way' },
  { name: 'download-hang', stage: 'download', about: 'no answer ever' },
  { name: 'download-404', stage: 'download', about: 'HTTP 404' },
  { name: 'download-429', stage: 'download', about: 'HTTP 429' },
  { name: 'download-500', stage: 'download', about: 'HTTP 500' },
  { name: 'download-503', stage: 'download', about: 'HTTP 503' },
  { name: 'download-truncated', stage: 'download', about: 'closed half-way; the length was said' },
  { name: 'download-unsized-cut', stage: 'download', about: 'closed half-way; the length was not said' },
  { name: 'download-short-length', stage: 'download', about: 'the length that is said is too small' },
  { name: 'download-empty', stage: 'download', about: 'HTTP 200 without a body' },
  { name: 'download-html', stage: 'download', about: 'a page of HTML as video/mp4' },
  { name: 'download-playlist', stage: 'download', about: 'a playlist that names local files, as video/mp4' },
  { name: 'download-picture', stage: 'download', about: 'a PNG as video/mp4' },
  { name: 'download-short-clip', stage: 'download', about: 'a clip of half the length' },
  { name: 'download-damaged', stage: 'download', about: 'a clip with its pictures overwritten' },
  { name: 'download-redirect', stage: 'download', about: 'HTTP 302 to the same file under another address' },
  {
    name: 'download-redirect-private',
    stage: 'download',
    about: 'HTTP 302 to an address of a private network',
  },
  { name: 'download-redirect-file', stage: 'download', about: 'HTTP 302 to a file: address' },
  { name: 'download-redirect-loop', stage: 'download', about: 'HTTP 302 to itself' },
  { name: 'download-huge', stage: 'download', about: 'a body that never ends' },
  { name: 'download-drip', stage: 'download', about: 'a byte every 300 ms' },
  { name: 'logs-500', stage: 'logs', about: 'HTTP 500', only: 'aimlapi' },
  { name: 'logs-empty', stage: 'logs', about: 'no request is listed', only: 'aimlapi' },
  { name: 'logs-ended-only', stage: 'logs', about: 'only jobs that have ended are listed', only: 'aimlapi' },
] as const satisfies readonly Fault[];

/** The name of a fault. */
export type FaultName = (typeof FAULTS)[number]['name'];

/** Whether a text is the name of a fault. */
export function isFaultName(text: string): text is FaultName {
  return FAULTS.some(({ name }) => name === text);
}
