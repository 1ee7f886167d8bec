import type { CallOptions, ProviderSpec, Submission, Submitted, VideoProvider } from '@storyboard/core';
import { createDownload } from './download.ts';
import { COMMON_WORDS } from './failure-kind.ts';
import { footageUrl } from './footage-url.ts';
import type { PaidAccess } from './paid-access.ts';
import { paidOrigin } from './paid-origin.ts';
import { readAnswered } from './read-exchange.ts';
import { type ReferenceUrls, referenceUrls } from './reference-urls.ts';
import type { Vocabulary } from './refusal.ts';
import { readSubmitted } from './submit-exchange.ts';
import { type ApiAnswer, type ApiCall, createTransport } from './transport.ts';

/** What every paid service is spoken to by, whatever it says. */
export type PaidService = {
  readonly spec: ProviderSpec;
  readonly vocabulary: Vocabulary;
  /** Sends the one paid call of a submission. `read` reads an answer of 2xx: `undefined` where it names no job. */
  readonly submit: (
    submission: Submission,
    options: CallOptions,
    callOf: (urls: ReferenceUrls) => ApiCall,
    read: (answer: ApiAnswer) => Submitted | undefined,
  ) => Promise<Submitted>;
  /** Asks once; rejects with a `ProviderError` where the answer is not of 2xx. */
  readonly ask: (path: string, options: CallOptions | undefined) => Promise<ApiAnswer>;
  readonly download: VideoProvider['download'];
};

/**
 * Opens a paid service; nothing is sent yet.
 *
 * @throws TypeError where its origin is no http address.
 */
export function openPaidService(access: PaidAccess, vendor: ProviderSpec): PaidService {
  const { spec = vendor, readFile, limits } = access;
  const { title } = spec;
  const key = access.key.trim();
  const { origin, ownOrigin } = paidOrigin(access.origin, vendor);
  const vocabulary: Vocabulary = { title, words: COMMON_WORDS, secrets: [key] };
  const call = createTransport({ title, origin, key, limits: limits?.calls ?? {} });
  const download = createDownload({ title, ownOrigin }, limits?.downloads);
  return {
    spec,
    vocabulary,
    submit: async ({ references }, { signal }, callOf, read) => {
      signal?.throwIfAborted();
      const ready = await referenceUrls(references, readFile);
      if ('failure' in ready) return { status: 'refused', failure: ready.failure };
      return readSubmitted(await call(callOf(ready.urls), { ...(signal && { signal }) }), vocabulary, read);
    },
    ask: async (path, options) => readAnswered(await call({ path }, options), title),
    async *download(footage, options) {
      yield* download(footageUrl(footage), options);
    },
  };
}
