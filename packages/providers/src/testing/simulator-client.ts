import { setTimeout as sleep } from 'node:timers/promises';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator/index.ts';

/** How an HTTP request ended: with a whole body, with a broken one, with one too large, or not within the time given. */
export type Outcome = {
  readonly ends: 'whole' | 'broken' | 'large' | 'late';
  readonly status?: number;
  readonly headers?: Headers;
  readonly body?: Buffer;
};

/** How long is waited for an answer to begin, and then for its body to end. */
export type Patience = { readonly headersMs: number; readonly bodyMs: number };

const PATIENCE: Patience = { headersMs: 30_000, bodyMs: 30_000 };
const LARGE_BYTES = 4_000_000;

/** Sends a request without believing anything of its answer; redirects are not followed. */
export async function send(url: string, init: RequestInit = {}, patience = PATIENCE): Promise<Outcome> {
  const pieces: Uint8Array[] = [];
  let status: number | undefined;
  let headers: Headers | undefined;
  const late = new AbortController();
  const { signal } = late;
  let timer = setTimeout(() => late.abort(), patience.headersMs);
  const so = (ends: Outcome['ends']): Outcome => ({
    ends,
    ...(status === undefined ? {} : { status }),
    ...(headers === undefined ? {} : { headers }),
    body: Buffer.concat(pieces),
  });
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    ({ status, headers } = response);
    clearTimeout(timer);
    timer = setTimeout(() => late.abort(), patience.bodyMs);
    let size = 0;
    for await (const piece of response.body ?? []) {
      pieces.push(piece);
      size += piece.length;
      if (size > LARGE_BYTES) return so('large');
    }
    return so('whole');
  } catch {
    return so(signal.aborted ? 'late' : 'broken');
  } finally {
    clearTimeout(timer);
  }
}

/** The body of an outcome as JSON; undefined where it is none. */
export function jsonOf({ body }: Outcome): ReturnType<typeof JSON.parse> {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}

/** A customer of a simulator, who asks as the service's documentation says. */
export function customerOf(simulator: Simulator, { key = simulator.key, patience = PATIENCE } = {}) {
  const isShortapi = simulator.provider === 'shortapi';
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const submitPath = isShortapi ? '/api/v1/job/create' : '/v2/video/generations';
  const pollPath = isShortapi ? '/api/v1/job/query?id=' : '/v2/video/generations?generation_id=';
  const customer = {
    get: (path: string, more: Record<string, string> = {}) =>
      send(`${simulator.origin}${path}`, { headers: { ...headers, ...more } }, patience),
    post: (body: unknown, more: Record<string, string> = {}) =>
      send(
        `${simulator.origin}${submitPath}`,
        {
          method: 'POST',
          headers: { ...headers, ...more },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        },
        patience,
      ),
    submit: (prompt: string, more: Record<string, unknown> = {}, extra: Record<string, string> = {}) =>
      customer.post(bodyOf(simulator.provider, prompt, more), extra),
    poll: (id: string) => customer.get(`${pollPath}${id}`),
    /** Submits, and asks until the job has ended; gives the id and the address of the footage. */
    async finish(prompt: string): Promise<{ readonly id: string; readonly url: string }> {
      const id = idOf(await customer.submit(prompt));
      for (;;) {
        const answer = jsonOf(await customer.poll(id));
        const url = isShortapi ? answer?.data?.result?.videos[0]?.url : answer?.video?.url;
        if (url !== undefined) return { id, url };
        await sleep(10);
      }
    },
  };
  return customer;
}

/** A body that the documentation allows: 5 seconds of 720p from one reference video. */
export function bodyOf(provider: string, prompt: string, more: Record<string, unknown> = {}): object {
  const fields = { prompt, video_urls: ['https://media.example/fox.mp4'], duration: 5, resolution: '720p' };
  return provider === 'shortapi'
    ? { model: 'alibaba/wan-2.6/reference-to-video', args: { ...fields, ...more } }
    : { model: 'alibaba/wan-2-6-r2v', ...fields, ...more };
}

/** The id in the answer to a submission. */
export function idOf(outcome: Outcome): string {
  const answer = jsonOf(outcome);
  return answer.data?.job_id ?? answer.job_id ?? answer.id;
}

/** Something that begins as an MP4 does; a simulator does not look into it. */
export async function tinyClip({ seconds }: { readonly seconds: number }): Promise<Uint8Array> {
  return Buffer.concat([
    Buffer.from([0, 0, 0, 8]),
    Buffer.from('ftyp'),
    Buffer.from([0, 0, 8, 8]),
    Buffer.from('mdat'),
    Buffer.alloc(2048, seconds),
  ]);
}

/** A simulator whose jobs take a minute of a clock that only moves when the test says so, with a customer. */
export async function startAt(options: Partial<SimulatorOptions> & Pick<SimulatorOptions, 'provider'>) {
  const clock = { ms: Date.parse('2026-11-22T12:00:00Z') };
  const simulator = await startSimulator({
    makeClip: tinyClip,
    jobSeconds: 60,
    ...options,
    now: () => clock.ms,
  });
  return { clock, simulator, customer: customerOf(simulator) };
}
