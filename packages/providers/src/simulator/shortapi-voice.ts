import { SHORTAPI_SPEC } from '../shortapi/shortapi-models.ts';
import { jsonAnswer } from './answer.ts';
import type { FaultName } from './fault-list.ts';
import { fieldProblems, fieldsOf } from './field-rules.ts';
import type { Job, JobState } from './job.ts';
import type { Order } from './order.ts';
import { SHORTAPI_FIELDS } from './shortapi-fields.ts';
import { shortened } from './shortened.ts';
import type { Incoming, ReadOrder, Standing, Voice } from './voice.ts';

const STATUSES: Readonly<Record<JobState, number>> = { queued: 0, generating: 1, completed: 2, failed: 3 };
const WORDS: Readonly<Record<JobState, string>> = {
  queued: 'pending',
  generating: 'running',
  completed: 'succeeded',
  failed: 'failed',
};

/** ShortAPI's table of codes is not published; these are the simulator's own. */
const CODES = { auth: 401, balance: 402, invalid: 400, limit: 429, model: 404, moderation: 451 } as const;

/** ShortAPI: errors are HTTP 200 with a `code` that is not 0, amounts are text, statuses are numbers. */
export const SHORTAPI_VOICE: Voice = {
  spec: SHORTAPI_SPEC,
  charging: 'atSubmit',
  callOf({ method, path, query }) {
    if (method === 'POST' && path === '/api/v1/job/create') return { call: 'submit' };
    if (method === 'GET' && path === '/api/v1/job/query') return { call: 'poll', id: query.get('id') ?? '' };
    return undefined;
  },
  readOrder,
  clientRequestIdOf: () => undefined,
  jobId: (mark) => `job_${mark.slice(0, 24)}`,
  accepted(job, _, fault) {
    const amount = { amount: fault === 'amount-number' ? job.price / 1e6 : dollars(job.price) };
    const id = fault === 'no-id-after-create' ? {} : { job_id: job.id };
    const told = fault === 'amount-missing' ? {} : amount;
    return fault === 'id-at-top'
      ? jsonAnswer(200, { code: 0, data: told, ...id })
      : jsonAnswer(200, { code: 0, data: { ...told, ...id } });
  },
  standing: (job, standing, _, fault) =>
    jsonAnswer(200, { code: 0, message: '', data: dataOf(job, standing, fault) }),
  unknownJob: () => jsonAnswer(200, { code: 404, info: 'job not found' }),
  refused: (reason, message) => jsonAnswer(200, { code: CODES[reason], info: message }),
  failed: (status, message) => jsonAnswer(status, { code: status, info: message }),
};

function readOrder({ body }: Incoming): ReadOrder {
  const { model, args, callback_url: callback, ...others } = fieldsOf(parsed(body));
  if (typeof model !== 'string') return { reason: 'invalid', problem: 'model is required' };
  const rules = SHORTAPI_FIELDS[model];
  if (rules === undefined) return { reason: 'model', problem: `invalid model: ${model}` };
  const fields = fieldsOf(args);
  const problems = [
    ...fieldProblems(fields, rules),
    ...Object.keys(others).map((name) => `unknown field: ${name}`),
    ...(callback === undefined || (typeof callback === 'string' && URL.canParse(callback))
      ? []
      : ['callback_url: Invalid url']),
    ...(countOf(fields['video_urls']) + countOf(fields['image_urls']) > 5
      ? ['image_urls and video_urls: at most 5 in all']
      : []),
  ];
  if (problems.length > 0) return { reason: 'invalid', problem: `invalid args: ${problems.join('; ')}` };
  const order: Order = {
    model,
    prompt: String(fields['prompt']),
    seconds: Number(fields['duration'] ?? 5),
    resolution: String(fields['resolution'] ?? '1080p').toLowerCase() === '720p' ? '720p' : '1080p',
    aspect: (fields['aspect_ratio'] ?? '16:9') as Order['aspect'],
    audio: fields['audio'] === true,
  };
  return { order, args: shortened(fields) };
}

function dataOf(job: Job, { state, url }: Standing, fault: FaultName | undefined): object {
  const { fate } = job;
  const hasEnded = state === 'completed' || state === 'failed';
  const videos = url === undefined || fault === 'done-without-footage' ? [] : [{ url }];
  return {
    id: job.id,
    key_name: 'simulator',
    model: job.order.model,
    args: job.args,
    status: statusOf(state, fault),
    credit: dollars(job.price),
    refunded: state === 'failed' && !(fate.end === 'failed' && fate.charged),
    created_at: new Date(job.createdAt).toISOString(),
    updated_at: new Date(hasEnded ? job.endsAt : job.generatingAt).toISOString(),
    finished_at: hasEnded ? new Date(job.endsAt).toISOString() : null,
    error: state === 'failed' ? errorOf(job) : '',
    result: state === 'completed' ? { videos } : null,
  };
}

function statusOf(state: JobState, fault: FaultName | undefined): number | string {
  if (fault === 'status-unknown') return 7;
  if (fault === 'status-text') return WORDS[state];
  return fault === 'status-digits' ? String(STATUSES[state]) : STATUSES[state];
}

function errorOf({ fate }: Job): unknown {
  if (fate.end === 'failed') return fate.message;
  return { code: 'UpstreamError', detail: [{ msg: 'Could not detect face in the image' }] };
}

function dollars(amount: number): string {
  return String(amount / 1e6);
}

function countOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
