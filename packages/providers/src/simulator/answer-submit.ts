import { type Answer, htmlAnswer, jsonAnswer } from './answer.ts';
import { mark } from './chance.ts';
import type { FaultName } from './fault-list.ts';
import { stateOf } from './job.ts';
import { startJob } from './start-job.ts';
import type { Incoming } from './voice.ts';
import type { World } from './world.ts';

const SLOW_MS = 2000;

const STATUS_WORDS: Readonly<Record<string, string>> = {
  '400': 'Bad Request',
  '401': 'This request requires a valid API key',
  '402': 'Payment Required',
  '403': "You've run out of credits",
  '404': 'Not Found',
  '405': 'Method Not Allowed',
  '408': 'Request Timeout',
  '409': 'Conflict',
  '413': 'Payload Too Large',
  '415': 'Unsupported Media Type',
  '422': 'Unprocessable Entity',
  '429': 'Too Many Requests',
  '500': 'Internal server error',
  '502': 'Bad Gateway',
  '503': 'Service unavailable',
  '504': 'Generation timeout',
};

/** What a service does with a submission: refuses it, starts its job, and answers, or does not. */
export function answerSubmit(world: World, incoming: Incoming): Answer {
  const { voice, dial, options } = world;
  if (incoming.headers['authorization'] !== `Bearer ${world.key}`) {
    return voice.refused('auth', 'invalid api key', incoming);
  }
  const read = voice.readOrder(incoming);
  const prompt = 'order' in read ? read.order.prompt : undefined;
  const subject = subjectOf(world, incoming);
  const fault = dial.strike('submit', subject, prompt);
  const early = fault === undefined ? undefined : beforeCreate(world, fault, incoming);
  if (early !== undefined) return early;
  if ('problem' in read) {
    return voice.refused(read.reason, read.problem, incoming);
  }
  if (!isWithinLimits(world)) {
    world.limited += 1;
    const { retryAfterSeconds, manner } = options.limits ?? {};
    return options.provider === 'shortapi' && manner !== 'code'
      ? tooMany(world, incoming, retryAfterSeconds)
      : withRetryAfter(voice.refused('limit', 'too many requests', incoming), retryAfterSeconds);
  }
  const started = startJob(world, read, subject, {
    clientRequestId: voice.clientRequestIdOf(incoming),
    isDouble: fault === 'amount-double',
  });
  if (started === 'no balance') return voice.refused('balance', 'insufficient balance', incoming);
  return afterCreate(world, fault, voice.accepted(started, incoming, fault), incoming);
}

/** HTTP 429, with the wait where one is told. */
export function tooMany(world: World, incoming: Incoming, retryAfterSeconds?: number): Answer {
  return withRetryAfter(world.voice.failed(429, 'Too Many Requests', incoming), retryAfterSeconds);
}

/** An error of a status, as the service or what stands in front of it tells it. */
export function statusAnswer(world: World, status: number, incoming: Incoming): Answer {
  const words = STATUS_WORDS[status] ?? 'Error';
  return status === 502 ? htmlAnswer(502, '502 Bad Gateway') : world.voice.failed(status, words, incoming);
}

/** The same body again is another subject, so that its faults are drawn anew. */
function subjectOf(world: World, { body }: Incoming): string {
  const content = mark(world.seed, 'body', body);
  const before = world.repeats.get(content) ?? 0;
  world.repeats.set(content, before + 1);
  return `${content}/${before}`;
}

function isWithinLimits(world: World): boolean {
  const now = world.now();
  const most = world.options.limits?.concurrency;
  if (most !== undefined) {
    let running = 0;
    for (const job of world.jobs.values()) {
      if (!job.isSettled && ['queued', 'generating'].includes(stateOf(job, now))) running += 1;
    }
    if (running >= most) return false;
  }
  return world.paces.submit.admit(now);
}

function beforeCreate(world: World, fault: FaultName, incoming: Incoming): Answer | undefined {
  const status = /^(?:(\d{3})-before-create|refuse-(\d{3}))/.exec(fault);
  if (status !== null) {
    const answer = statusAnswer(world, Number(status[1] ?? status[2]), incoming);
    return withRetryAfter(answer, retryAfterOf(world, fault));
  }
  switch (fault) {
    case 'drop-before-create':
      return { manner: 'reset' };
    case 'hang-before-create':
      return { manner: 'hang' };
    case 'refuse-moderation':
      return world.voice.refused('moderation', 'The prompt was refused by content moderation.', incoming);
    case 'refuse-code':
      return jsonAnswer(200, { code: 10_001, info: 'the model is not available right now' });
    case 'echo-key':
      return world.voice.failed(401, `Incorrect API key provided: ${world.key}`, incoming);
    case 'submit-redirect':
      return jsonAnswer(307, {}, { location: `${world.fileOrigin}/simulator/elsewhere` });
    default:
      return undefined;
  }
}

function afterCreate(
  world: World,
  fault: FaultName | undefined,
  accepted: Answer & { readonly manner: 'reply' },
  incoming: Incoming,
): Answer {
  const status = /^(\d{3})-after-create$/.exec(fault ?? '');
  if (status !== null) return statusAnswer(world, Number(status[1]), incoming);
  switch (fault) {
    case 'drop-after-create':
      return { manner: 'reset' };
    case 'hang-after-create':
      return { manner: 'hang' };
    default:
      return fault === undefined ? accepted : spoilt(fault.replace(/-after-create$|-answer$/, ''), accepted);
  }
}

/** An answer in a manner that its caller must not trust; as it is where the fault is none of these. */
export function spoilt(manner: string, answer: Answer & { readonly manner: 'reply' }): Answer {
  const { reply } = answer;
  switch (manner) {
    case 'malformed':
      return { manner: 'reply', reply: { ...reply, body: reply.body.slice(0, reply.body.length / 2) } };
    case 'html':
      return htmlAnswer(200, 'We will be back soon');
    case 'empty':
      return { manner: 'reply', reply: { ...reply, body: '' } };
    case 'cut':
      return { manner: 'reset', reply };
    case 'slow':
      return { ...answer, afterMs: SLOW_MS };
    case 'endless':
      return { manner: 'endless', reply };
    case 'drip':
      return { manner: 'drip', reply };
    default:
      return answer;
  }
}

/** What a fault says in `Retry-After`: seconds or a date, or nothing. */
export function retryAfterOf(world: World, fault: FaultName): number | string | undefined {
  if (fault.endsWith('-retry-after')) return 1;
  return fault.endsWith('-retry-date') ? new Date(world.now() + SLOW_MS).toUTCString() : undefined;
}

/** An answer that also says how long to wait. */
export function withRetryAfter(answer: Answer, wait: number | string | undefined): Answer {
  if (answer.manner !== 'reply' || wait === undefined) return answer;
  const headers = { ...answer.reply.headers, 'retry-after': String(wait) };
  return { ...answer, reply: { ...answer.reply, headers } };
}
