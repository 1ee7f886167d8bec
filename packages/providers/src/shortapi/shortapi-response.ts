import type { OperationStatus, ProviderError, ProviderErrorKind, Submitted } from '@storyboard/core';
import { microUsd } from '@storyboard/core/units';
import { decimalUsd } from '../http/decimal-money.ts';
import { failureKind } from '../http/failure-kind.ts';
import { jobState } from '../http/job-state.ts';
import { fieldOf, firstText, wordsOf } from '../http/json-fields.ts';
import { problem } from '../http/read-exchange.ts';
import { failureOf, kindOfStatus, refused, type Vocabulary } from '../http/refusal.ts';
import type { ApiAnswer } from '../http/transport.ts';
import { mayHaveTaken } from './may-have-taken.ts';

/**
 * What an answer of 2xx says about a submission; `undefined` where it is not certain. ShortAPI refuses by a `code` that is
 * not 0, with HTTP 200; its codes are documented nowhere, so its words count first. The id has been seen in `data` and beside it.
 */
export function shortapiSubmitted(answer: ApiAnswer, vocabulary: Vocabulary): Submitted | undefined {
  const { body } = answer;
  const job = firstText(
    fieldOf(body, 'data', 'job_id'),
    fieldOf(body, 'job_id'),
    fieldOf(body, 'data', 'id'),
  );
  if (isRefusal(body) && job === undefined) {
    const said = wordsIn(body);
    if (mayHaveTaken(body, codeIn(body), said)) return undefined;
    const byCode = kindOfStatus(Number(codeIn(body)));
    const byWords = failureKind(said ?? '', vocabulary.words, byCode ?? 'unknown');
    // "The model was not found" is not about what was asked for.
    const kind = byCode === 'unknown' && byWords === 'invalid-input' ? byCode : byWords;
    return refused(failureOf(kind, said, `ShortAPI refused with code ${codeIn(body)}.`, vocabulary), answer);
  }
  if (job === undefined) return undefined;
  const charged = decimalUsd(fieldOf(body, 'data', 'amount') ?? fieldOf(body, 'amount'));
  return { status: 'accepted', operation: { job }, ...(charged === undefined ? {} : { charged }) };
}

/**
 * What an answer of 2xx says about a job.
 *
 * @throws ProviderError where it does not say how the job stands: by a number beyond those that are known, too. Taken for
 *   a failure, that would have the next render pay for a job that may still be running.
 */
export function shortapiStatus(answer: ApiAnswer, vocabulary: Vocabulary): OperationStatus {
  const { body } = answer;
  if (isRefusal(body)) throw pollProblem(answer, vocabulary);
  const job = fieldOf(body, 'data') ?? body;
  const status = firstText(fieldOf(job, 'status'), fieldOf(job, 'state'));
  if (status === undefined) throw problem('malformed', 'ShortAPI does not say how the job stands.', answer);
  switch (stateOf(status, fieldOf(job, 'refunded') === true)) {
    case undefined:
      throw problem('malformed', `ShortAPI says status ${status}, which is documented nowhere.`, answer);
    case 'pending':
      return { status: 'pending' };
    case 'succeeded': {
      const footage = footageIn(job);
      if (footage !== undefined) return { status: 'succeeded', footage };
      throw problem('malformed', 'ShortAPI says that the job is done, but not where its footage is.', answer);
    }
    case 'failed':
      return failed(job, status, vocabulary);
  }
}

function failed(job: unknown, status: string, vocabulary: Vocabulary): OperationStatus {
  const said = wordsOf(fieldOf(job, 'error')) ?? wordsIn(job);
  const failure = failureOf(
    failureKind(said ?? '', vocabulary.words, 'unknown'),
    said,
    `ShortAPI says that the job failed, with status ${status} and no reason.`,
    vocabulary,
  );
  const refunded = fieldOf(job, 'refunded') === true;
  return { status: 'failed', failure, ...(refunded ? { charged: microUsd(0) } : {}) };
}

function stateOf(status: string, isRefunded: boolean) {
  if (!/^-?\d+$/.test(status)) return jobState(status);
  const known = (['pending', 'pending', 'succeeded', 'failed'] as const)[Number(status)];
  return known ?? (isRefunded ? 'failed' : undefined);
}

/** The first address in the result, whichever of the known shapes it has. */
function footageIn(job: unknown): string | undefined {
  const result = fieldOf(job, 'result') ?? job;
  return firstText(
    fieldOf(result, 'videos', '0', 'url'),
    fieldOf(result, 'videos', '0'),
    fieldOf(result, 'video', 'url'),
    fieldOf(result, 'video_url'),
    fieldOf(result, 'video'),
    fieldOf(result, 'url'),
  );
}

function isRefusal(body: unknown): boolean {
  const code = codeIn(body);
  return code !== undefined && !/^[+-]?0+(?:\.0+)?$/.test(code);
}

function codeIn(body: unknown): string | undefined {
  return firstText(fieldOf(body, 'code'));
}

function wordsIn(body: unknown): string | undefined {
  return (
    firstText(fieldOf(body, 'info'), fieldOf(body, 'message')) ??
    wordsOf(fieldOf(body, 'error') ?? fieldOf(body, 'msg'))
  );
}

/** What a refused question means. Its codes are not documented, so words decide; unknown ones are asked about again. */
function pollProblem(answer: ApiAnswer, vocabulary: Vocabulary): ProviderError {
  const said = wordsIn(answer.body) ?? 'no reason';
  const words = `ShortAPI answered with code ${codeIn(answer.body)}: ${said.replace(/\.$/, '')}.`;
  const { message } = failureOf('unknown', words, '', vocabulary);
  return problem(pollProblemKind(said, vocabulary), message, answer);
}

function pollProblemKind(said: string, { words }: Vocabulary): ProviderErrorKind {
  if (
    /(?:job|task|record|id).{0,20}(?:not found|not exist|invalid|unknown)|no such|not found|invalid.{0,20}id\b/i.test(
      said,
    )
  ) {
    return 'not-found';
  }
  const kind = failureKind(said, words, 'transient');
  return kind === 'auth' || kind === 'quota' ? kind : 'transient';
}
