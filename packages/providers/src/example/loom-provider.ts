import type { CallOptions, FailureKind, ProviderSpec, VideoProvider } from '@storyboard/core';
import { fromUsd } from '@storyboard/core/units';

const READ = { source: 'https://loom.example/docs/loom-1', asOf: '2026-11-22', estimated: false };

/** What is known of Loom, as data: all that `validate`, `plan` and `models` need. */
export const LOOM_SPEC: ProviderSpec = {
  id: 'loom',
  title: 'Loom',
  keyVariable: 'LOOM_KEY',
  baseUrlVariable: 'LOOM_BASE_URL',
  local: false,
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

/** Loom. `origin` has no slash at its end; the key goes to it and nowhere else. */
export function createLoomProvider(access: { readonly key: string; readonly origin: string }): VideoProvider {
  const call = async (path: string, { signal }: CallOptions, init: RequestInit = {}) => {
    const response = await fetch(`${access.origin}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${access.key}`, ...init.headers },
      redirect: 'error',
      ...(signal === undefined ? {} : { signal }),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`Loom answered HTTP ${response.status} to ${path}.`);
    }
    return response;
  };

  return {
    contract: 1,
    spec: LOOM_SPEC,

    async submit({ request }, { submissionId, signal }) {
      const { prompt, duration, aspect, seed, options } = request;
      const response = await call('/jobs', signal === undefined ? {} : { signal }, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-submission-id': submissionId },
        body: JSON.stringify({ ...options, prompt, seconds: duration, aspect, seed }),
      });
      return { status: 'accepted', operation: { job: textOf(await response.json(), 'id') } };
    },

    async poll(operation, options = {}) {
      const path = `/jobs/${encodeURIComponent(operation.job)}`;
      const job = await (await call(path, options)).json();
      switch (textOf(job, 'state')) {
        case 'done':
          return { status: 'succeeded', footage: operation };
        case 'failed': {
          const kind = FAILURE_KINDS.get(textOf(job, 'code')) ?? 'unknown';
          const message = textOf(job, 'reason').replace(/\p{Cc}+/gu, ' ');
          return { status: 'failed', failure: { kind, message } };
        }
        default:
          return { status: 'pending' };
      }
    },

    async *download(footage, options = {}) {
      const response = await call(`/files/${encodeURIComponent(textOf(footage, 'job'))}`, options);
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
  };
}

/** A text field of what the service said, which is not to be trusted to have it. */
function textOf(value: unknown, field: string): string {
  const fields = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const text: unknown = fields.get(field);
  if (typeof text !== 'string') {
    throw new Error(`Loom's answer has no ${field}.`);
  }
  return text;
}
