import { ProviderError, type ProviderErrorKind } from '@storyboard/core';
import { retryAfterMs } from './retry-after.ts';
import { said } from './submit-exchange.ts';
import type { ApiAnswer, Exchange } from './transport.ts';

const PROBLEMS: ReadonlyMap<number, ProviderErrorKind> = new Map([
  [400, 'not-found'],
  [401, 'auth'],
  [403, 'auth'],
  [404, 'not-found'],
  [410, 'not-found'],
  [422, 'not-found'],
  [429, 'quota'],
]);

/**
 * The answer to a question that costs nothing.
 *
 * @throws ProviderError where it is none: by its status, or because it is no JSON.
 */
export function readAnswered(exchange: Exchange, title: string): ApiAnswer {
  if (!exchange.sent) throw new ProviderError(exchange.kind, `${title} was not reached: ${exchange.reason}.`);
  const { answer } = exchange;
  const isSuccess = answer.status >= 200 && answer.status <= 299;
  if (isSuccess && typeof answer.body === 'object' && answer.body !== null) return answer;
  const kind = isSuccess ? 'malformed' : (PROBLEMS.get(answer.status) ?? 'transient');
  throw problem(kind, said(title, answer), answer);
}

/** An error of a call with how long the answer asks to wait. */
export function problem(kind: ProviderErrorKind, message: string, answer: ApiAnswer): ProviderError {
  const waitMs = retryAfterMs(answer.headers);
  return new ProviderError(kind, message, waitMs === undefined ? {} : { retryAfterMs: waitMs });
}
