import { type CallOptions, ProviderError } from '@storyboard/core';
import { Agent, buildConnector, Client, type Dispatcher } from 'undici';
import { cleanText } from './clean-text.ts';
import { openDeadline } from './deadline.ts';
import { fieldOf, wordsOf } from './json-fields.ts';
import { networkWords } from './network-words.ts';

/** One call of a service's API. */
export type ApiCall = {
  /** With its query, from the origin. */
  readonly path: string;
  /** Sent as JSON, by POST; a GET where absent. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An answer in whole. `body` is its JSON, `undefined` where it is none; `excerpt` what it says in words, fit to be shown. */
export type ApiAnswer = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly excerpt: string;
};

/** How a call went: answered, or certainly never sent. */
export type Exchange =
  | { readonly sent: true; readonly answer: ApiAnswer }
  | { readonly sent: false; readonly kind: 'auth' | 'transient'; readonly reason: string };

/** How long each stage of a call may take, and how large an answer may be. */
export type TransportLimits = {
  readonly connectMs: number;
  readonly headersMs: number;
  readonly bodyMs: number;
  /** All of it, but for the time that a large body takes to leave. */
  readonly totalMs: number;
  /** The slowest line that a large body is waited for on. */
  readonly bytesPerSecond: number;
  readonly answerBytes: number;
};

/** What a call takes by default: patient with a busy service, never for ever. */
export const TRANSPORT_LIMITS: TransportLimits = {
  connectMs: 10_000,
  headersMs: 60_000,
  bodyMs: 20_000,
  totalMs: 90_000,
  bytesPerSecond: 50_000,
  answerBytes: 1_000_000,
};

/** Where a transport talks to. */
export type TransportAccess = {
  /** The service's name, as messages say it. */
  readonly title: string;
  /** Such as `https://api.example.com`. */
  readonly origin: string;
  /** Sent as bearer token with every call, to `origin` and nowhere else; absent for calls that need none. */
  readonly key?: string;
  readonly limits?: Partial<TransportLimits>;
};

/**
 * Makes one call, once: no redirect is followed and nothing is repeated.
 *
 * Rejects with a `ProviderError` where the request may have been sent and no whole answer came, and with the signal's
 * reason; a paid call only where it may have been sent by then.
 */
export type Transport = (call: ApiCall, options?: CallOptions) => Promise<Exchange>;

const STOPPED: Exchange = {
  sent: false,
  kind: 'transient',
  reason: 'it was stopped before anything was sent',
};

/** A transport to one service. */
export function createTransport(access: TransportAccess): Transport {
  const { title, key } = access;
  const limits = { ...TRANSPORT_LIMITS, ...access.limits };
  const base = new URL(access.origin);
  const prefix = base.pathname.replace(/\/+$/, '');
  const settings = {
    allowH2: false,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyMs,
    keepAliveTimeout: 10_000,
  } as const;
  const connecting = { timeout: limits.connectMs, allowH2: false } as const;
  const agent = new Agent({ ...settings, connect: connecting, connections: 16 });

  return async (call, { signal } = {}) => {
    if (signal?.aborted === true && call.body !== undefined) return STOPPED;
    signal?.throwIfAborted();
    if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
      return { sent: false, kind: 'auth', reason: 'the key holds characters that no key has' };
    }
    const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
    const leavingMs = Math.ceil(((body?.length ?? 0) / limits.bytesPerSecond) * 1000);
    using deadline = openDeadline(limits.totalMs + leavingMs, signal);
    // A paid call gets a connection of its own. On one that lay idle, and that the other side is just closing, nobody
    // could tell whether the request arrived.
    let connected = body === undefined;
    const dispatcher =
      body === undefined
        ? agent
        : openClient(deadline.signal, () => {
            connected = true;
          });
    try {
      const response = await dispatcher.request({
        origin: base.origin,
        path: `${prefix}${call.path}`,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          accept: 'application/json',
          'accept-encoding': 'identity',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...call.headers,
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        ...(body === undefined ? {} : { body }),
        // It counts from when the body was handed over, which is long before a large one has left.
        headersTimeout: limits.headersMs + leavingMs,
        signal: deadline.signal,
      });
      return { sent: true, answer: await readAnswer(response) };
    } catch (error) {
      if (!connected && signal?.aborted === true) return STOPPED;
      if (!connected) return { sent: false, kind: 'transient', reason: networkWords(error) };
      if (signal?.aborted === true) throw signal.reason;
      if (error instanceof ProviderError) throw error;
      const what = deadline.isOver() ? 'no whole answer in time' : networkWords(error);
      throw new ProviderError('transient', `${title} gave no answer: ${what}.`);
    } finally {
      if (dispatcher !== agent) await dispatcher.destroy();
    }
  };

  /** A connection that hears of the signal too: one that is still being made must not outlive it. */
  function openClient(signal: AbortSignal, onConnect: () => void): Client {
    const connect = buildConnector({ ...connecting, signal });
    return new Client(base.origin, {
      ...settings,
      connect: (options, callback) =>
        connect(options, (...outcome) => {
          if (!(outcome[0] instanceof Error)) onConnect();
          callback(...outcome);
        }),
    });
  }

  async function readAnswer(response: Dispatcher.ResponseData): Promise<ApiAnswer> {
    const status = response.statusCode;
    const headers = flatten(response.headers);
    const text = await readText(response).catch((error: unknown) => {
      // What an error page says beyond its status is welcome, but not needed.
      if (status >= 400) return '';
      throw error;
    });
    const body = parse(text);
    const words = wordsOf(fieldOf(body, 'error') ?? body) ?? titleOf(text) ?? text;
    return { status, headers, body, excerpt: cleanText(words, key === undefined ? [] : [key], 200) };
  }

  async function readText(response: Dispatcher.ResponseData): Promise<string> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of response.body as AsyncIterable<Uint8Array>) {
      size += piece.length;
      if (size > limits.answerBytes) {
        throw new ProviderError('too-large', `${title} answered with more than ${limits.answerBytes} bytes.`);
      }
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
  }
}

/** What a page of HTML is called. */
function titleOf(text: string): string | undefined {
  return /<title>([^<]{1,200})<\/title>/i.exec(text.slice(0, 5000))?.[1];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
