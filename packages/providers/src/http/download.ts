import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type CallOptions, ProviderError } from '@storyboard/core';
import { Agent, type Dispatcher } from 'undici';
import { openDeadline } from './deadline.ts';
import { type DownloadPolicy, downloadAddress } from './download-address.ts';
import { networkWords } from './network-words.ts';
import { publicLookup } from './public-lookup.ts';
import { retryAfterMs } from './retry-after.ts';

/** How long each stage of a download may take, and how large it may be. */
export type DownloadLimits = {
  readonly connectMs: number;
  readonly headersMs: number;
  /** Without a byte. */
  readonly stallMs: number;
  /** From here on the whole of it must have come at `bytesPerSecond` at least. */
  readonly graceMs: number;
  readonly bytesPerSecond: number;
  readonly totalMs: number;
  readonly maxBytes: number;
  readonly maxRedirects: number;
};

/** What a download takes by default. */
export const DOWNLOAD_LIMITS: DownloadLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  stallMs: 30_000,
  graceMs: 30_000,
  bytesPerSecond: 16_000,
  totalMs: 1_800_000,
  maxBytes: 2_000_000_000,
  maxRedirects: 5,
};

/** Fetches footage: the bytes as they come, with progress where its size is known. */
export type Download = (
  url: string,
  options?: CallOptions & { readonly onProgress?: (fraction: number) => void },
) => AsyncIterable<Uint8Array>;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const EXPIRED: ReadonlySet<number> = new Set([400, 401, 403, 404, 410]);

/**
 * A downloader for one service's footage. It sends no key, follows a few redirects, and connects to public addresses
 * only, at every hop, except at the origin that the user has set.
 *
 * Its iterables reject with a `ProviderError`, and with the signal's reason.
 */
export function createDownload(
  policy: DownloadPolicy,
  overrides: Partial<DownloadLimits> & { readonly lookup?: LookupFunction } = {},
): Download {
  const { lookup = systemLookup as LookupFunction, ...others } = overrides;
  const limits = { ...DOWNLOAD_LIMITS, ...others };
  const settings = {
    allowH2: false,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.stallMs,
    keepAliveTimeout: 5000,
  } as const;
  const connect = { timeout: limits.connectMs, allowH2: false };
  const own = new Agent({ ...settings, connect });
  const open = new Agent({ ...settings, connect: { ...connect, lookup: publicLookup(lookup, policy) } });

  return async function* download(text, { signal, onProgress } = {}) {
    signal?.throwIfAborted();
    using deadline = openDeadline(limits.totalMs, signal);
    let body: Dispatcher.ResponseData['body'] | undefined;
    try {
      const response = await follow(text, deadline.signal);
      body = response.body;
      const size = sizeOf(response);
      if (size !== undefined && size > limits.maxBytes) throw tooLarge();
      const startedAt = performance.now();
      let received = 0;
      for await (const piece of body as AsyncIterable<Uint8Array>) {
        received += piece.length;
        if (received > limits.maxBytes) throw tooLarge();
        const elapsedMs = performance.now() - startedAt;
        if (elapsedMs > limits.graceMs && received < (elapsedMs / 1000) * limits.bytesPerSecond) {
          throw failed('it comes too slowly');
        }
        if (size !== undefined && size > 0) onProgress?.(Math.min(1, received / size));
        yield piece;
        signal?.throwIfAborted();
      }
      if (size !== undefined && received !== size) throw failed('it ended early');
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      if (error instanceof ProviderError) throw error;
      throw failed(deadline.isOver() ? 'it takes too long' : networkWords(error));
    } finally {
      // Nobody may be left reading: what is still on its way is not wanted any more.
      body?.on('error', () => {}).destroy();
    }
  };

  async function follow(text: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    let address = downloadAddress(text, policy);
    for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
      const { url } = address;
      const response = await (address.own ? own : open).request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        headers: { accept: '*/*', 'accept-encoding': 'identity' },
        signal,
      });
      if (response.statusCode === 200) return response;
      response.body.on('error', () => {}).destroy();
      if (!REDIRECTS.has(response.statusCode)) throw refusal(response);
      const location = response.headers['location'];
      if (typeof location !== 'string') throw failed('it redirects to nowhere');
      address = downloadAddress(location, policy, url.href);
    }
    throw failed('it redirects too often');
  }

  function refusal({ statusCode, headers }: Dispatcher.ResponseData): ProviderError {
    const message = `The footage of ${policy.title} cannot be fetched: HTTP ${statusCode}.`;
    if (EXPIRED.has(statusCode)) return new ProviderError('expired', message);
    const wait = headers['retry-after'];
    const waitMs = retryAfterMs(typeof wait === 'string' ? { 'retry-after': wait } : {});
    const kind = statusCode === 429 ? 'quota' : 'transient';
    return new ProviderError(kind, message, waitMs === undefined ? {} : { retryAfterMs: waitMs });
  }

  function tooLarge(): ProviderError {
    const message = `The footage of ${policy.title} has more than ${limits.maxBytes} bytes.`;
    return new ProviderError('too-large', message);
  }

  function failed(what: string): ProviderError {
    return new ProviderError('transient', `The footage of ${policy.title} cannot be fetched: ${what}.`);
  }
}

function sizeOf({ headers }: Dispatcher.ResponseData): number | undefined {
  const text = headers['content-length'];
  return typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : undefined;
}
