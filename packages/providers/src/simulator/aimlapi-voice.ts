import { AIMLAPI_SPEC } from '../aimlapi/aimlapi-models.ts';
import { AIMLAPI_FIELDS } from './aimlapi-fields.ts';
import { jsonAnswer } from './answer.ts';
import { mark } from './chance.ts';
import type { FaultName } from './fault-list.ts';
import { fieldProblems, fieldsOf } from './field-rules.ts';
import type { Job } from './job.ts';
import type { Order } from './order.ts';
import { shortened } from './shortened.ts';
import type { Incoming, ReadOrder, Refusal, Standing, Voice } from './voice.ts';

/** How many credits a micro-dollar is: two million a dollar. */
export const CREDITS_PER_MICRO_USD = 2;

const PATH = '/v2/video/generations';
const CLIENT_REQUEST_ID = /^[A-Za-z0-9._:-]{1,128}$/;

const REFUSALS: Readonly<Record<Refusal, { readonly status: number; readonly message?: string }>> = {
  auth: {
    status: 401,
    message:
      'This request requires a valid API key. You can create a new API key on the Billing page: https://aimlapi.com/app/keys',
  },
  balance: {
    status: 403,
    message:
      "You've run out of credits. Please top up your balance or update your payment method to continue: https://aimlapi.com/app/billing/",
  },
  invalid: { status: 400 },
  limit: { status: 429, message: 'Too Many Requests' },
  model: { status: 404 },
  moderation: { status: 400 },
};

/** AI/ML API: errors are HTTP statuses with a body, money is told in credits, requests carry a name of the caller's own. */
export const AIMLAPI_VOICE: Voice = {
  spec: AIMLAPI_SPEC,
  charging: 'atEnd',
  callOf({ method, path, query }) {
    if (path !== PATH) return undefined;
    if (method === 'POST') return { call: 'submit' };
    return method === 'GET' ? { call: 'poll', id: query.get('generation_id') ?? '' } : undefined;
  },
  readOrder,
  // One that is not of the documented form is dropped without a word.
  clientRequestIdOf({ headers }) {
    const id = headers['x-client-request-id'];
    return id !== undefined && CLIENT_REQUEST_ID.test(id) ? id : undefined;
  },
  jobId: (marked) => Buffer.from(marked.slice(0, 30), 'hex').toString('base64url').replace(/[-_]/g, 'Z'),
  accepted(job, incoming, fault) {
    const credits = job.price * CREDITS_PER_MICRO_USD;
    const isTold = fault !== 'amount-missing';
    return jsonAnswer(
      fault === 'answer-201' ? 201 : 200,
      {
        ...(fault === 'no-id-after-create' ? {} : { id: job.id }),
        status: 'queued',
        ...(isTold ? { meta: { usage: { credits_used: credits } } } : {}),
      },
      {
        ...(fault === 'no-id-after-create' ? {} : { 'x-inference-id': job.id }),
        ...echoOf(incoming),
        ...(isTold
          ? { 'x-aimlapi-credits-used': String(credits), 'x-aimlapi-usd-spent': (job.price / 1e6).toFixed(9) }
          : {}),
      },
    );
  },
  standing: (job, standing, incoming, fault) =>
    jsonAnswer(200, bodyOf(job, standing, fault), { 'x-inference-id': job.id, ...echoOf(incoming) }),
  unknownJob: (incoming) => AIMLAPI_VOICE.failed(404, 'Generation not found', incoming),
  refused(reason, message, incoming) {
    const documented = REFUSALS[reason];
    return AIMLAPI_VOICE.failed(documented.status, documented.message ?? message, incoming);
  },
  failed: (status, message, { path, at }) =>
    jsonAnswer(status, {
      message,
      path,
      requestId: requestIdOf(path, at),
      statusCode: String(status),
      timestamp: at,
    }),
};

function readOrder({ body }: Incoming): ReadOrder {
  const fields = fieldsOf(parsed(body));
  const { model } = fields;
  const rules = typeof model === 'string' ? AIMLAPI_FIELDS[model] : undefined;
  if (typeof model !== 'string' || rules === undefined) {
    const models = Object.keys(AIMLAPI_FIELDS).map((id) => `'${id}'`);
    return {
      reason: 'invalid',
      problem: invalid([`Invalid enum value. Expected ${models.join(' | ')}, received '${model}'`]),
    };
  }
  const problems = fieldProblems(fields, rules);
  if (problems.length > 0) return { reason: 'invalid', problem: invalid(problems) };
  const order: Order = {
    model,
    prompt: String(fields['prompt']),
    seconds: Number(fields['duration'] ?? 10),
    resolution: fields['resolution'] === '720p' ? '720p' : '1080p',
    aspect: (fields['aspect_ratio'] ?? '16:9') as Order['aspect'],
    audio: fields['generate_audio'] !== false,
  };
  return { order, args: shortened(fields) };
}

function bodyOf(job: Job, { state, url }: Standing, fault: FaultName | undefined): object {
  const { id, fate, price } = job;
  if (fault === 'status-unknown') return { id, status: 'archived' };
  if (state === 'completed') {
    const footage =
      url === undefined || fault === 'done-without-footage' ? { video: null } : { video: { url } };
    return {
      id,
      status: state,
      ...footage,
      meta: { usage: { credits_used: price * CREDITS_PER_MICRO_USD } },
    };
  }
  if (state !== 'failed') return { id, status: state };
  return {
    id,
    status: 'error',
    error:
      fate.end === 'failed'
        ? {
            name: fate.kind === 'moderation' ? 'DataInspectionFailed' : 'GenerationError',
            message: fate.message,
          }
        : {
            detail: [
              {
                loc: ['body', 'image_url'],
                msg: 'Could not detect face in the image',
                type: 'face_detection_error',
              },
            ],
          },
  };
}

function invalid(problems: readonly string[]): string {
  return `Body validation error!\n${problems.join('\n')}`;
}

function echoOf(incoming: Incoming): Readonly<Record<string, string>> {
  const id = AIMLAPI_VOICE.clientRequestIdOf(incoming);
  return id === undefined ? {} : { 'x-client-request-id': id };
}

function requestIdOf(path: string, at: string): string {
  const digits = mark(0, 'request', path, at);
  return [8, 4, 4, 4, 12].map((length, index) => digits.slice(index * 12, index * 12 + length)).join('-');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
