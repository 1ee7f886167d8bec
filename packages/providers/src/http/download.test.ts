import type { ServerResponse } from 'node:http';
import type { LookupFunction } from 'node:net';
import { isProviderError, type ProviderErrorKind } from '@storyboard/core';
import { expect, test } from 'vitest';
import { deadOrigin, serveHttp, serveSockets } from '../testing/loopback.ts';
import { createDownload, type DownloadLimits } from './download.ts';

const BYTES = Buffer.alloc(300_000, 7);

const SMALL: Partial<DownloadLimits> = { maxBytes: 1_000_000 };

/** For storages that keep one waiting: the others may take their time. */
const SHORT: Partial<DownloadLimits> = {
  ...SMALL,
  headersMs: 1000,
  stallMs: 1000,
  graceMs: 1000,
  totalMs: 10_000,
};
const KEEPS_WAITING = /never answers|stalls|drips/;

function downloadFrom(ownOrigin: string | undefined, limits: Parameters<typeof createDownload>[1] = SMALL) {
  return createDownload({ title: 'Loom', ownOrigin }, limits);
}

test('footage comes as it is, with rising progress, and without a key', async () => {
  const headers: unknown[] = [];
  await using server = await serveHttp((received, response) => {
    headers.push(Object.keys(received.headers).sort());
    response.writeHead(200, { 'content-length': BYTES.length }).end(BYTES);
  });
  const heard: number[] = [];
  const url = `${server.origin}/a.mp4?Signature=abc`;
  const bytes = await all(
    downloadFrom(server.origin)(url, { onProgress: (fraction) => heard.push(fraction) }),
  );
  expect(bytes.equals(BYTES)).toBe(true);
  expect(heard.at(-1)).toBe(1);
  expect(heard).toEqual([...heard].sort((a, b) => a - b));
  expect(headers).toEqual([['accept', 'accept-encoding', 'connection', 'host']]);
});

test('a size that is not told gives no progress', async () => {
  await using server = await serveHttp((_, response) => {
    response.write(BYTES);
    response.end();
  });
  const heard: number[] = [];
  const iterable = downloadFrom(server.origin)(`${server.origin}/a`, {
    onProgress: (one) => heard.push(one),
  });
  expect((await all(iterable)).length).toBe(BYTES.length);
  expect(heard).toEqual([]);
});

test('a few redirects within the own origin are followed', async () => {
  await using server = await serveHttp(({ path }, response) => {
    const hop = Number(path.slice(1));
    if (hop < 5) response.writeHead(302, { location: `/${hop + 1}` }).end('moved');
    else response.end(BYTES);
  });
  const download = downloadFrom(server.origin);
  expect((await all(download(`${server.origin}/0`))).length).toBe(BYTES.length);
  await expectProblem(download(`${server.origin}/-1`), 'transient');
});

test.each([
  'http://10.0.0.1:1/a.mp4',
  'https://[fd00::1]/a.mp4',
  'http://169.254.169.254/latest/meta-data',
  'https://cdn.example:8443/a.mp4',
  'file:///etc/passwd',
  'https://user:pass@cdn.example/a.mp4',
])('a redirect to %s is not followed', async (location) => {
  await using server = await serveHttp((_, response) => response.writeHead(302, { location }).end());
  await expectProblem(downloadFrom(server.origin)(`${server.origin}/a.mp4`), 'not-allowed');
});

test.each([
  ['leads to this machine', [{ address: '127.0.0.1', family: 4 }]],
  [
    'leads to a private network besides',
    [
      { address: '1.1.1.1', family: 4 },
      { address: 'fd00::1', family: 6 },
    ],
  ],
  ['leads nowhere', []],
])('a public name that %s is not fetched', async (_, addresses) => {
  const lookup: LookupFunction = (_name, _options, callback) => callback(null, addresses);
  await expectProblem(
    downloadFrom(undefined, { ...SMALL, lookup })('https://cdn.example/a.mp4'),
    'not-allowed',
  );
});

test('a name is looked up once for a connection: what was checked is what is connected to', async () => {
  const asked: string[] = [];
  // A public address first, this machine from then on.
  const lookup: LookupFunction = (name, _options, callback) => {
    asked.push(name);
    callback(null, [{ address: asked.length === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }]);
  };
  const iterable = downloadFrom(undefined, { ...SHORT, connectMs: 1000, lookup })(
    'https://cdn.example/a.mp4',
  );
  await expect(all(iterable)).rejects.toSatisfy(isProviderError);
  expect(asked).toEqual(['cdn.example']);
});

test('a name that cannot be looked up may be there later', async () => {
  const lookup: LookupFunction = (_name, _options, callback) =>
    callback(Object.assign(new Error('none'), { code: 'EAI_AGAIN' }), '');
  await expectProblem(
    downloadFrom(undefined, { ...SMALL, lookup })('https://cdn.example/a.mp4'),
    'transient',
  );
});

test('an origin where nobody listens may be there later', async () => {
  const origin = await deadOrigin();
  await expectProblem(downloadFrom(origin)(`${origin}/a.mp4`), 'transient');
});

test.concurrent.each<readonly [string, (response: ServerResponse) => void, ProviderErrorKind]>([
  ['answers 400', (response) => response.writeHead(400).end(), 'expired'],
  ['answers 401', (response) => response.writeHead(401).end(), 'expired'],
  ['answers 403', (response) => response.writeHead(403).end('<Error>Expired</Error>'), 'expired'],
  ['answers 404', (response) => response.writeHead(404).end(), 'expired'],
  ['answers 410', (response) => response.writeHead(410).end(), 'expired'],
  ['answers 429', (response) => response.writeHead(429, { 'retry-after': '2' }).end(), 'quota'],
  ['answers 500', (response) => response.writeHead(500).end(), 'transient'],
  ['answers 204', (response) => response.writeHead(204).end(), 'transient'],
  [
    'answers with a part',
    (response) => response.writeHead(206, { 'content-range': 'bytes 0-9/99' }).end(),
    'transient',
  ],
  ['redirects to nowhere', (response) => response.writeHead(302).end(), 'transient'],
  ['never answers', () => {}, 'transient'],
  ['stalls', (response) => response.writeHead(200, { 'content-length': 500 }).write('x'), 'transient'],
  [
    'ends early',
    (response) => {
      response.writeHead(200, { 'content-length': 500_000 }).write(BYTES);
      setTimeout(() => response.destroy(), 50);
    },
    'transient',
  ],
  ['cuts a chunk', (response) => response.write(BYTES, () => response.destroy()), 'transient'],
  ['drips', drip, 'transient'],
  [
    'says too much',
    (response) => response.writeHead(200, { 'content-length': 1_000_001 }).write('x'),
    'too-large',
  ],
  ['never ends', endless, 'too-large'],
])('a storage that %s', async (does, answer, kind) => {
  const limits = KEEPS_WAITING.test(does) ? SHORT : SMALL;
  await using server = await serveHttp((_received, response) => answer(response));
  await expectProblem(downloadFrom(server.origin, limits)(`${server.origin}/a.mp4?Signature=abc`), kind);
});

test('a storage that speaks something else', async () => {
  await using server = await serveSockets((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
  await expectProblem(downloadFrom(server.origin)(`${server.origin}/a.mp4`), 'transient');
});

test('a reader who leaves early leaves nothing open', async () => {
  const closed = Promise.withResolvers<void>();
  await using server = await serveHttp((_, response) => {
    response.on('close', () => closed.resolve());
    endless(response);
  });
  for await (const piece of downloadFrom(server.origin)(`${server.origin}/a.mp4`)) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  await closed.promise;
});

test('an abort rejects with its reason while nothing comes', async () => {
  await using server = await serveHttp((_, response) => response.writeHead(200).write('x'));
  const controller = new AbortController();
  const reason = new Error('enough');
  setTimeout(() => controller.abort(reason), 100);
  const slow = downloadFrom(server.origin);
  await expect(all(slow(`${server.origin}/a`, { signal: controller.signal }))).rejects.toBe(reason);
  await expect(all(slow(`${server.origin}/a`, { signal: controller.signal }))).rejects.toBe(reason);
});

async function all(iterable: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of iterable) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function expectProblem(iterable: AsyncIterable<Uint8Array>, kind: ProviderErrorKind): Promise<void> {
  const problem = await all(iterable).catch((error: unknown) => error);
  expect(isProviderError(problem), String(problem)).toBe(true);
  expect(problem).toMatchObject({ kind, message: expect.stringContaining('Loom') });
  expect(String(problem)).not.toContain('Signature');
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': 100_000 });
  const timer = setInterval(() => response.write('x'), 20);
  response.on('close', () => clearInterval(timer));
}

function endless(response: ServerResponse): void {
  const timer = setInterval(() => response.write(BYTES), 2);
  response.on('close', () => clearInterval(timer));
}
