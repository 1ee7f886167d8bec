import {
  type CallOptions,
  type FailureKind,
  ProviderError,
  type ProviderErrorKind,
  type ProviderSpec,
  type VideoProvider,
} from '@storyboard/core';
import { fromUsd } from '@storyboard/core/units';

const READ = { source: 'https://loom.example/docs/loom-1', asOf: '2026-11-22', estimated: false };

/** What is known of Loom, as data: all that `validate`, `plan` and `models` need. */
export const LOOM_SPEC: ProviderSpec = {
  id: 'loom',
  title: 'Loom',
  keyVariable: 'LOOM_KEY',
  baseUrlVariable: 'LOOM_BASE_URL',
  origin: 'https://api.loom.example',
  local: false,
  limits: { concurrency: 4, submitsPerSecond: 2, pollsPerSecond: 10 },
  defaultModel: 'loom-1',
  models: [
    {
      id: 'loom-1',
      name: 'loom-1',
      title: 'Loom 1, text to video',
      limitsFrom: READ,
      durations: { type: 'range', min: 1, max: 8, step: 1 },
      resolutions: ['720p'],
      aspects: ['16:9', '9:16'],
      prompt: { maxLength: 800 },
      negativePrompt: undefined,
      references: {
        image: { min: 0, max: 0 },
        video: { min: 0, max: 0 },
        maxTotal: 0,
        order: [],
        spelling: { image: { type: 'prose', verified: true }, video: { type: 'prose', verified: true } },
        localFiles: 'unverified',
      },
      audio: 'none',
      seed: { min: 0, max: 65_535 },
      shotTypes: [],
      parameters: { style: { type: 'enum', values: ['wool', 'silk'], description: 'What it is woven of.' } },
      prices: [{ when: {}, perSecond: fromUsd(0.04), from: READ }],
      unpriced: '',
      typicalSeconds: undefined,
    },
  ],
};

const FAILURE_KINDS: ReadonlyMap<string, FailureKind> = new Map([
  ['blocked', 'moderation'],
  ['bad-input', 'invalid-input'],
  ['overloaded', 'transient'],
]);

/** Answers that prove that no job was started. Whatever is not here leaves a submission in doubt. */
const REFUSALS: ReadonlyMap<number, FailureKind> = new Map([
  [400, 'invalid-input'],
  [401, 'auth'],
  [402, 'balance'],
  [429, 'quota'],
]);

const ERROR_KINDS: ReadonlyMap<number, ProviderErrorKind> = new Map([
  [401, 'auth'],
  [404, 'not-found'],
  [429, 'quota'],
]);

/** Loom. `origin` has no slash at its end; the key goes to it and nowhere else. */
export function createLoomProvider(access: { readonly key: string; readonly origin: string }): VideoProvider {
  const call = async (path: string, { signal }: CallOptions, init: RequestInit = {}): Promise<Response> => {
    try {
      return await fetch(`${access.origin}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${access.key}`, ...init.headers },
        redirect: 'error',
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (cause) {
      signal?.throwIfAborted();
      throw new ProviderError('transient', 'Loom did not answer.', { cause });
    }
  };
  const read = async (path: string, options: CallOptions): Promise<Response> => {
    const response = await call(path, options);
    if (!response.ok) throw await errorOf(response);
    return response;
  };

  return {
    contract: 1,
    spec: LOOM_SPEC,

    async submit({ request }, { submissionId, ...options }) {
      const { prompt, duration, aspect, seed } = request;
      const response = await call('/jobs', options, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-submission-id': submissionId },
        body: JSON.stringify({ ...request.options, prompt, seconds: duration, aspect, seed }),
      });
      const refusal = REFUSALS.get(response.status);
      if (refusal !== undefined) {
        const { message } = await errorOf(response);
        return { status: 'refused', failure: { kind: refusal, message } };
      }
      if (!response.ok) throw await errorOf(response);
      const answer = await response.json();
      const charged = fromUsd(Number(textOf(answer, 'usd')));
      return { status: 'accepted', operation: { job: textOf(answer, 'id') }, charged };
    },

    async poll(operation, options = {}) {
      const job = await (await read(`/jobs/${encodeURIComponent(operation.job)}`, options)).json();
      switch (textOf(job, 'state')) {
        case 'done':
          return { status: 'succeeded', footage: operation };
        case 'failed': {
          const kind = FAILURE_KINDS.get(textOf(job, 'code')) ?? 'unknown';
          const message = textOf(job, 'reason').replace(/\p{Cc}+/gu, ' ');
          return { status: 'failed', failure: { kind, message }, charged: fromUsd(0) };
        }
        default:
          return { status: 'pending' };
      }
    },

    async *download(footage, options = {}) {
      const response = await read(`/files/${encodeURIComponent(textOf(footage, 'job'))}`, options);
      const size = Number(response.headers.get('content-length'));
      let received = 0;
      for await (const piece of response.body ?? []) {
        received += piece.length;
        if (size >= received) {
          options.onProgress?.(received / size);
        }
        yield piece;
        options.signal?.throwIfAborted();
      }
    },

    async recover(submissionId, _since, options = {}) {
      const path = `/jobs?submission=${encodeURIComponent(submissionId)}`;
      const found: unknown = await (await read(path, options)).json();
      return Array.isArray(found) && found.length > 0 ? { job: textOf(found[0], 'id') } : undefined;
    },
  };
}

/** What went wrong, without a word of the service's that could hold anything. */
async function errorOf(response: Response): Promise<ProviderError> {
  await response.body?.cancel();
  const kind = ERROR_KINDS.get(response.status) ?? 'transient';
  return new ProviderError(kind, `Loom answered HTTP ${response.status}.`);
}

/** A text field of what the service said, which is not to be trusted to have it. */
function textOf(value: unknown, field: string): string {
  const fields = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const text: unknown = fields.get(field);
  if (typeof text !== 'string') {
    throw new ProviderError('malformed', `Loom's answer has no ${field}.`);
  }
  return text;
}
