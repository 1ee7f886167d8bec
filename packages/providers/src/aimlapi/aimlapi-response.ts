import type { OperationStatus, Submitted } from '@storyboard/core';
import { type MicroUsd, microUsd } from '@storyboard/core/units';
import { decimalMoney, decimalUsd } from '../http/decimal-money.ts';
import { failureKind } from '../http/failure-kind.ts';
import { jobState } from '../http/job-state.ts';
import { fieldOf, firstText, wordsOf } from '../http/json-fields.ts';
import { problem } from '../http/read-exchange.ts';
import { failureOf, type Vocabulary } from '../http/refusal.ts';
import type { ApiAnswer } from '../http/transport.ts';

/** 2,000,000 credits are one dollar: two are one micro-dollar. */
const CREDITS = { amount: 1n, units: 2n };

/**
 * What an answer of 2xx says about a submission; `undefined` where it names no job. The id is in the body, and again in
 * a header. What is charged is a hold until the job is done.
 */
export function aimlapiSubmitted({ body, headers }: ApiAnswer): Submitted | undefined {
  const job = firstText(
    fieldOf(body, 'id'),
    fieldOf(body, 'generation_id'),
    fieldOf(body, 'data', 'id'),
    headers['x-inference-id'],
  );
  if (job === undefined) return undefined;
  const charged =
    creditsIn(body) ??
    decimalMoney(headers['x-aimlapi-credits-used'], CREDITS) ??
    decimalUsd(headers['x-aimlapi-usd-spent']);
  return { status: 'accepted', operation: { job }, ...(charged === undefined ? {} : { charged }) };
}

/**
 * What an answer of 2xx says about a job. One that failed costs nothing, by AI/ML API's documentation,
 * unless the answer itself says otherwise.
 *
 * @throws ProviderError where it does not say how the job stands.
 */
export function aimlapiStatus(answer: ApiAnswer, vocabulary: Vocabulary): OperationStatus {
  const { body } = answer;
  const status = firstText(fieldOf(body, 'status'));
  if (status === undefined) throw problem('malformed', 'AI/ML API does not say how the job stands.', answer);
  switch (jobState(status)) {
    case 'pending':
      return { status: 'pending' };
    case 'succeeded': {
      const footage = footageIn(body);
      if (footage === undefined) {
        throw problem(
          'malformed',
          'AI/ML API says that the job is done, but not where its footage is.',
          answer,
        );
      }
      // The headers of this answer are about the question, which is free; only the body is about the job.
      const charged = creditsIn(body);
      return { status: 'succeeded', footage, ...(charged === undefined ? {} : { charged }) };
    }
    case 'failed': {
      const said = wordsOf(fieldOf(body, 'error')) ?? wordsOf(fieldOf(body, 'message'));
      const kind = failureKind(said ?? '', vocabulary.words, 'unknown');
      const otherwise = 'AI/ML API says that the job failed, and no reason.';
      return {
        status: 'failed',
        failure: failureOf(kind, said, otherwise, vocabulary),
        charged: microUsd(0),
      };
    }
  }
}

function creditsIn(body: unknown): MicroUsd | undefined {
  return decimalMoney(fieldOf(body, 'meta', 'usage', 'credits_used'), CREDITS);
}

function footageIn(body: unknown): string | undefined {
  return firstText(
    fieldOf(body, 'video', 'url'),
    fieldOf(body, 'video', '0', 'url'),
    fieldOf(body, 'videos', '0', 'url'),
    fieldOf(body, 'video_url'),
    fieldOf(body, 'video'),
    fieldOf(body, 'url'),
  );
}
