import type { Socket } from 'node:net';
import { isProviderError, type ProviderErrorKind } from '@storyboard/core';
import { expect, test, vi } from 'vitest';
import { deadOrigin, sendJson, serveHttp, serveSockets } from '../testing/loopback.ts';
import { type ApiCall, createTransport, type TransportLimits } from './transport.ts';

const KEY = 'sk-canary-1234567890';

const SMALL: Partial<TransportLimits> = { answerBytes: 10_000 };

/** For services that keep one waiting: the others may take their time. */
const SHORT: Partial<TransportLimits> = { ...SMALL, headersMs: 1000, bodyMs: 1000, totalMs: 4000 };
const KEEPS_WAITING = /never answers|half|drips/;

const POST: ApiCall = { path: '/jobs', body: { prompt: 'A cat.' } };
const GET: ApiCall = { path: '/jobs/1' };

function transportTo(origin: string, limits: Partial<TransportLimits> = SMALL) {
  return createTransport({ title: 'Loom', origin, key: KEY, limits });
}

test('a call carries the key and JSON, and its answer comes back in whole', async () => {
  const seen: unknown[] = [];
  await using server = await serveHttp((received, response) => {
    const { authorization, accept } = received.headers;
    seen.push({ ...received, headers: { authorization, accept, type: received.headers['content-type'] } });
    sendJson(response, 201, { id: 'a' }, { 'X-Trace': 'one' });
  });
  const exchange = await transportTo(`${server.origin}/prefix/`)(POST);
  expect(seen).toEqual([
    {
      method: 'POST',
      path: '/prefix/jobs',
      headers: { authorization: `Bearer ${KEY}`, accept: 'application/json', type: 'application/json' },
      body: '{"prompt":"A cat."}',
    },
  ]);
  expect(exchange).toMatchObject({
    sent: true,
    answer: { status: 201, headers: { 'x-trace': 'one' }, body: { id: 'a' }, excerpt: '{"id":"a"}' },
  });
});

test('a redirect is not followed', async () => {
  const paths: string[] = [];
  await using server = await serveHttp(({ path }, response) => {
    paths.push(path);
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  const call = transportTo(server.origin);
  expect([await call(POST), await call(GET)]).toMatchObject([
    { answer: { status: 307 } },
    { answer: { status: 307 } },
  ]);
  expect(paths).toEqual(['/jobs', '/jobs/1']);
});

test.each([
  ['nobody listens', deadOrigin],
  ['there is no such host', async () => 'http://no-such-host.invalid'],
])('a paid call is certainly not sent where %s', async (_, originOf) => {
  const origin = await originOf();
  expect(await transportTo(origin)(POST)).toEqual({
    sent: false,
    kind: 'transient',
    reason: expect.any(String),
  });
  await expectProblem(transportTo(origin)(GET), 'transient');
});

test('a paid call is certainly not sent where TLS comes to nothing', async () => {
  const received: string[] = [];
  await using server = await serveSockets((socket) => {
    socket.on('data', (bytes) => {
      received.push(bytes.toString('latin1'));
      socket.destroy();
    });
  });
  const exchange = await transportTo(server.origin.replace('http:', 'https:'))(POST);
  expect(exchange).toMatchObject({ sent: false, kind: 'transient' });
  expect(received.join('')).not.toContain('POST');
});

test.concurrent('a paid call is certainly not sent where TLS is never answered', async () => {
  await using server = await serveSockets(() => {});
  const call = transportTo(server.origin.replace('http:', 'https:'), { connectMs: 1000 });
  const exchange = await call(POST);
  expect(exchange).toEqual({ sent: false, kind: 'transient', reason: 'no connection in time' });
});

test('a paid call stopped before there is a connection is certainly not sent', async () => {
  await using server = await serveSockets(() => {});
  const call = transportTo(server.origin.replace('http:', 'https:'));
  const exchange = await call(POST, { signal: AbortSignal.timeout(100) });
  expect(exchange).toMatchObject({ sent: false, kind: 'transient' });
});

test('a key that cannot be sent is told before anything is', async () => {
  const call = createTransport({ title: 'Loom', origin: await deadOrigin(), key: 'two\nlines' });
  expect(await call(POST)).toMatchObject({ sent: false, kind: 'auth' });
});

/** What a service may do once it has a connection; after each of them, nobody knows. */
const UNCERTAIN: readonly (readonly [string, (socket: Socket) => void, ProviderErrorKind])[] = [
  [
    'resets after the first byte',
    (socket) => socket.once('data', () => socket.resetAndDestroy()),
    'transient',
  ],
  ['closes after the first byte', (socket) => socket.once('data', () => socket.end()), 'transient'],
  ['never answers', () => {}, 'transient'],
  ['says half a header', reply('HTTP/1.1 200 OK\r\ncontent-'), 'transient'],
  [
    'ends before its content-length',
    reply('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"id":', true),
    'transient',
  ],
  [
    'cuts a chunk',
    reply('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n50\r\n{"id":', true),
    'transient',
  ],
  ['stops half-way', reply('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"id":'), 'transient'],
  ['says to go on and closes', reply('HTTP/1.1 100 Continue\r\n\r\n', true), 'transient'],
  ['says that it is at work and closes', reply('HTTP/1.1 102 Processing\r\n\r\n', true), 'transient'],
  [
    'wants another protocol',
    reply('HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\n\r\n', true),
    'transient',
  ],
  ['speaks something else', reply('SSH-2.0-OpenSSH_9.6\r\n', true), 'transient'],
  ['drips for ever', keepSaying('HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n', ' ', 50), 'transient'],
  ['never ends', keepSaying('HTTP/1.1 200 OK\r\n\r\n', ' '.repeat(5000), 5), 'too-large'],
];

test.concurrent.each(UNCERTAIN)(
  'whether a paid call arrived is not known where the service %s, and it is not sent again',
  async (does, accept, kind) => {
    let received = '';
    await using server = await serveSockets((socket) => {
      socket.on('data', (bytes) => {
        received += bytes.toString('latin1');
      });
      accept(socket);
    });
    await expectProblem(transportTo(server.origin, patienceWith(does))(POST), kind);
    // A busy machine may give up before the service has looked.
    await vi.waitFor(() => expect(received.match(/POST \/jobs/g)).toHaveLength(1), { timeout: 20_000 });
  },
);

test.concurrent.each(UNCERTAIN)(
  'a question comes to nothing where the service %s',
  async (does, accept, kind) => {
    await using server = await serveSockets(accept);
    await expectProblem(transportTo(server.origin, patienceWith(does))(GET), kind);
  },
);

test('the status of a refusal counts though its page is cut', async () => {
  await using server = await serveSockets(
    reply('HTTP/1.1 401 Unauthorized\r\ncontent-length: 50\r\n\r\n{"mess', true),
  );
  expect(await transportTo(server.origin)(POST)).toMatchObject({
    sent: true,
    answer: { status: 401, body: undefined, excerpt: '' },
  });
});

test('a paid call is never sent over a connection that lay idle', async () => {
  const used = new Set<unknown>();
  const reused: string[] = [];
  await using server = await serveHttp(({ method }, response, request) => {
    if (used.has(request.socket)) reused.push(method);
    used.add(request.socket);
    sendJson(response, 200, {});
  });
  const call = transportTo(server.origin);
  for (const one of [GET, POST, GET, POST, GET, GET]) {
    await call(one);
    // Until the connection lies idle.
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  expect(reused).toEqual(['GET', 'GET', 'GET']);
});

test('a paid call that was never sent says so only where not a byte of it arrived', async () => {
  let receivedBytes = 0;
  await using server = await serveSockets((socket) => {
    socket.on('data', (bytes) => {
      receivedBytes += bytes.length;
    });
    socket.resetAndDestroy();
  });
  for (let turn = 0; turn < 30; turn += 1) {
    const before = receivedBytes;
    const exchange = await transportTo(server.origin)(POST).catch(() => ({ sent: true }));
    expect(exchange.sent || receivedBytes === before).toBe(true);
  }
});

test('a large body is waited for as long as it takes to leave on a slow line', async () => {
  let received = 0;
  await using server = await serveSockets((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      received += bytes.length;
      socket.pause();
      setTimeout(() => socket.resume(), 5);
      if (bytes.subarray(-3).toString('latin1') !== '!"}') return;
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
    });
  });
  const call = transportTo(server.origin, {
    headersMs: 100,
    totalMs: 500,
    bytesPerSecond: 500_000,
  });
  const startedAt = performance.now();
  const exchange = await call({ path: '/jobs', body: { clip: `${'x'.repeat(16_000_000)}!` } });
  expect(exchange).toMatchObject({ sent: true, answer: { status: 200, body: {} } });
  expect(received).toBeGreaterThan(16_000_000);
  // undici looks at its timers about once a second.
  expect(performance.now() - startedAt).toBeGreaterThan(1200);
});

test('an abort rejects with its reason, also within an answer', async () => {
  let controller = new AbortController();
  const reason = new Error('enough');
  await using server = await serveSockets((socket) => {
    reply('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"id":')(socket);
    socket.once('data', () => setTimeout(() => controller.abort(reason), 100));
  });
  const call = transportTo(server.origin);
  for (const one of [POST, GET]) {
    controller = new AbortController();
    await expect(call(one, { signal: controller.signal })).rejects.toBe(reason);
  }
  const signal = AbortSignal.abort(reason);
  await expect(call(GET, { signal })).rejects.toBe(reason);
  expect(await call(POST, { signal })).toMatchObject({ sent: false });
});

test('what is shown of an answer holds neither the key nor signatures nor control characters', async () => {
  const body = `<b>\u001b[31m${KEY}\u202e https://cdn.example/a.mp4?Signature=abc&Expires=1</b>\n\n`;
  await using server = await serveHttp((_, response) => response.writeHead(502).end(body));
  expect(await transportTo(server.origin)(POST)).toMatchObject({
    answer: { body: undefined, excerpt: '<b>[key] https://cdn.example/a.mp4?…</b>' },
  });
});

async function expectProblem(call: Promise<unknown>, kind: ProviderErrorKind): Promise<void> {
  const problem = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(isProviderError(problem), String(problem)).toBe(true);
  expect(problem).toMatchObject({ kind, message: expect.stringMatching(/^Loom /) });
  expect(JSON.stringify(problem)).not.toContain(KEY);
}

function patienceWith(does: string): Partial<TransportLimits> {
  return KEEPS_WAITING.test(does) ? SHORT : SMALL;
}

function reply(text: string, end = false): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', () => (end ? socket.end(text) : socket.write(text)));
  };
}

function keepSaying(head: string, piece: string, everyMs: number): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', () => {
      socket.write(head);
      const timer = setInterval(() => socket.write(piece), everyMs);
      socket.on('close', () => clearInterval(timer));
    });
  };
}
