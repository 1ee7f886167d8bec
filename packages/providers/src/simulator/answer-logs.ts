import { CREDITS_PER_MICRO_USD } from './aimlapi-voice.ts';
import { type Answer, jsonAnswer } from './answer.ts';
import { statusAnswer, tooMany } from './answer-submit.ts';
import { type Job, stateOf } from './job.ts';
import type { Incoming } from './voice.ts';
import type { World } from './world.ts';

const DEFAULT_LAG_SECONDS = 0.5;
const LONGEST_MS = 92 * 86_400_000;

/**
 * AI/ML API's list of requests, newest first. Whether the real one lists a job before it has ended is not documented;
 * this one does, half a second after it was submitted, unless a fault says otherwise.
 */
export function answerLogs(world: World, incoming: Incoming): Answer {
  const { dial, paces, requests, voice, options } = world;
  if (!paces.logs.admit(world.now())) return tooMany(world, incoming);
  const fault = dial.strike('logs', String(requests.logs), undefined);
  if (fault === 'logs-500') return statusAnswer(world, 500, incoming);
  const read = readQuery(incoming.query, world.now());
  if (typeof read === 'string') return voice.failed(400, read, incoming);
  const { from, to, models, statuses, limit, offset } = read;
  const shownUntil = Math.min(to, world.now() - 1000 * (options.logLagSeconds ?? DEFAULT_LAG_SECONDS));
  const rows = [...world.jobs.values()]
    .filter(({ createdAt }) => createdAt >= from && createdAt <= shownUntil)
    .filter((job) => fault !== 'logs-ended-only' || job.isSettled)
    .filter(() => fault !== 'logs-empty')
    .map((job) => rowOf(job, world.now()))
    .filter(({ model, status }) => {
      const isWanted =
        models.length === 0 || models.some((name) => model === name || model.endsWith(`/${name}`));
      return isWanted && (statuses.length === 0 || statuses.includes(status));
    })
    .reverse();
  const data = rows.slice(offset, offset + limit);
  const total = rows.length;
  return jsonAnswer(200, {
    data,
    pagination: { limit, offset, total, has_more: offset + data.length < total },
  });
}

function rowOf(job: Job, now: number) {
  const hasFailed = stateOf(job, now) === 'failed';
  const amount = hasFailed ? 0 : job.price;
  return {
    created: new Date(job.createdAt).toISOString(),
    status: hasFailed ? 'failed' : 'succeeded',
    origin: 'api',
    model: job.order.model,
    cost: { usd: amount / 1e6, credits: amount * CREDITS_PER_MICRO_USD },
    tokens: { input: 0, output: 0, total: 0 },
    request_id: `req-${job.id}`,
    inference_id: job.id,
    client_request_id: job.clientRequestId ?? null,
  };
}

/** What is asked for, or what is wrong with it. */
function readQuery(query: URLSearchParams, now: number) {
  const period = query.get('period');
  const [start, end] = [query.get('start'), query.get('end')];
  if ((period === null) === (start === null && end === null)) {
    return 'Provide either period or both start and end, never both.';
  }
  const span = /^([1-9]\d*)([hd])$/.exec(period ?? '');
  if (period !== null && span === null) return 'period: Invalid format';
  const from =
    span === null ? timeOf(start) : now - Number(span[1]) * (span[2] === 'h' ? 3_600_000 : 86_400_000);
  const to = span === null ? timeOf(end) : now;
  if (!(from <= to)) return 'start and end: Invalid date';
  if (to - from > LONGEST_MS) return 'The window must not exceed 92 days.';
  const statuses = query.getAll('status');
  if (statuses.some((status) => status !== 'succeeded' && status !== 'failed'))
    return 'status: Invalid enum value';
  const models = query.getAll('model');
  if (models.length > 50) return 'model: Array must contain at most 50 element(s)';
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return 'limit: Number must be from 1 to 100';
  const offset = Number(query.get('offset') ?? 0);
  if (!Number.isInteger(offset) || offset < 0) return 'offset: Number must be at least 0';
  return { from, to, models, statuses, limit, offset };
}

/** A time without an offset is read as UTC. */
function timeOf(text: string | null): number {
  if (text === null) return Number.NaN;
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`);
}
