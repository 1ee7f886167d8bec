import { ProviderError, type Submitted } from '@storyboard/core';
import { isJobId } from './job-id.ts';
import { refusalOf, type Vocabulary } from './refusal.ts';
import type { ApiAnswer, Exchange } from './transport.ts';

/**
 * What an exchange says about a submission. `read` reads an answer of 2xx: `undefined` where it names no job.
 *
 * @throws ProviderError where it is not certain that no job was started.
 */
export function readSubmitted(
  exchange: Exchange,
  vocabulary: Vocabulary,
  read: (answer: ApiAnswer) => Submitted | undefined,
): Submitted {
  const { title } = vocabulary;
  if (!exchange.sent) {
    const message = `${title} was not reached: ${exchange.reason}.`;
    return { status: 'refused', failure: { kind: exchange.kind, message } };
  }
  const { answer } = exchange;
  const refusal = refusalOf(answer, vocabulary);
  if (refusal !== undefined) return refusal;
  if (answer.status < 200 || answer.status > 299) {
    throw new ProviderError('transient', said(title, answer));
  }
  const submitted = read(answer);
  if (submitted === undefined) {
    throw new ProviderError('malformed', `${said(title, answer)} It names no job.`);
  }
  if (submitted.status === 'accepted' && !isJobId(submitted.operation.job, vocabulary.secrets)) {
    throw new ProviderError('malformed', `${title} took the job, under an id that cannot be one.`);
  }
  return submitted;
}

/** What a service answered, in a sentence. */
export function said(title: string, { status, excerpt }: ApiAnswer): string {
  const words = excerpt.replace(/[.!]$/, '');
  return `${title} answered HTTP ${status}${words === '' ? ' and said nothing' : `: ${words}`}.`;
}
