import type { Failure, FailureKind, Submitted } from '@storyboard/core';
import { cleanText } from './clean-text.ts';
import { failureKind, type WordTable } from './failure-kind.ts';
import { wordsOf } from './json-fields.ts';
import { retryAfterMs } from './retry-after.ts';
import type { ApiAnswer } from './transport.ts';

/** What a service and its words are known by. */
export type Vocabulary = {
  readonly title: string;
  readonly words: WordTable;
  /** Never to be seen in a message. */
  readonly secrets: readonly string[];
};

/**
 * Statuses that prove that a submission was not taken, each with what it means where the words say nothing. All others
 * beyond 2xx prove nothing: 409 may be about a job that exists, a 503 may come from whoever stands in between.
 */
const REFUSALS: ReadonlyMap<number, FailureKind> = new Map([
  [400, 'invalid-input'],
  [401, 'auth'],
  [402, 'balance'],
  [403, 'auth'],
  // The model or the address is gone, whatever was asked for.
  [404, 'unknown'],
  [405, 'unknown'],
  [413, 'invalid-input'],
  [415, 'invalid-input'],
  [422, 'invalid-input'],
  [429, 'quota'],
]);

/** What words may turn a kind into; anything else they say is less certain than the status itself. */
const TELLING: Readonly<Partial<Record<FailureKind, readonly FailureKind[]>>> = {
  'invalid-input': ['moderation', 'balance'],
  quota: ['balance'],
};

/** What a status, or a code of a service that is like one, means for a submission; `undefined` where it is no refusal. */
export function kindOfStatus(status: number): FailureKind | undefined {
  return REFUSALS.get(status);
}

/** The refusal that the status of an answer proves; `undefined` where it proves none. */
export function refusalOf(answer: ApiAnswer, vocabulary: Vocabulary): Submitted | undefined {
  const byStatus = kindOfStatus(answer.status);
  if (byStatus === undefined) return undefined;
  const said = wordsOf(answer.body) ?? answer.excerpt;
  const byWords = failureKind(said, vocabulary.words, byStatus);
  // A 403 is as much about a prompt or an empty account as about the key.
  const telling = answer.status === 403 ? TELLING['invalid-input'] : TELLING[byStatus];
  const kind = telling?.includes(byWords) === true ? byWords : byStatus;
  return refused(failureOf(kind, said, `${vocabulary.title}: HTTP ${answer.status}`, vocabulary), answer);
}

/** A refusal with how long the answer asks to wait. */
export function refused(failure: Failure, answer: ApiAnswer): Submitted {
  const waitMs = retryAfterMs(answer.headers);
  return { status: 'refused', failure, ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) };
}

/** A failure in the service's words; `otherwise` where it has none. */
export function failureOf(
  kind: FailureKind,
  said: string | undefined,
  otherwise: string,
  { secrets }: Vocabulary,
): Failure {
  return { kind, message: cleanText(said ?? '', secrets) || otherwise };
}
