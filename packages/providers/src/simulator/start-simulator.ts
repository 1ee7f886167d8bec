import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AIMLAPI_VOICE } from './aimlapi-voice.ts';
import { jsonAnswer } from './answer.ts';
import { answerRequest, kindOf } from './answer-request.ts';
import { sendAnswer } from './send-answer.ts';
import { SHORTAPI_VOICE } from './shortapi-voice.ts';
import type { Simulator, SimulatorOptions } from './simulator.ts';
import type { Incoming } from './voice.ts';
import { createWorld, readAccount, type World } from './world.ts';

const MOST_BODY_BYTES = 200_000_000;

const HOLDS = {
  submit: 'hang-after-create',
  poll: 'poll-hang',
  download: 'download-hang',
} as const;

/**
 * Starts a simulator of a paid service on loopback: real HTTP and real clips, an account that can be looked into, and
 * every fault that the real one might have. Equal seeds and equal requests give equal jobs and equal faults.
 *
 * @throws RangeError where a fault is set that there is not, and what the port is refused with
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const world = createWorld(options, options.provider === 'shortapi' ? SHORTAPI_VOICE : AIMLAPI_VOICE);
  const waiting = new Set<() => void>();
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    // Callers that are gone before they have an answer are what faults are for.
    serve(world, request, response, waiting).catch(() => response.destroy());
  };
  const servers = [createServer(handle), ...(options.separateFiles === true ? [createServer(handle)] : [])];
  const origins: string[] = [];
  for (const [index, server] of servers.entries()) {
    origins.push(await listen(server, index === 0 ? (options.port ?? 0) : 0));
  }
  world.fileOrigin = origins.at(-1) ?? '';
  return {
    provider: options.provider,
    origin: origins[0] ?? '',
    key: world.key,
    account: () => readAccount(world),
    setFaults: (faults) => world.dial.set(faults),
    hold: (call) => world.dial.once(HOLDS[call]),
    waitForRequests: (kind, count) => waitFor(() => world.requests[kind] >= count, waiting),
    async [Symbol.asyncDispose]() {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function listen(server: Server, port: number): Promise<string> {
  // A job of many seconds is polled over one connection.
  server.keepAliveTimeout = 60_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function serve(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  waiting: ReadonlySet<() => void>,
): Promise<void> {
  const incoming = await readRequest(world, request);
  if (incoming === undefined) {
    await sendAnswer(request, response, jsonAnswer(413, { message: 'Payload Too Large' }));
    return;
  }
  const { kind, job } = kindOf(world, incoming);
  world.requests[kind] += 1;
  const hasKey = incoming.headers['authorization']?.includes(world.key) === true;
  if (kind === 'download' && hasKey) world.keysToFiles += 1;
  const { method, path } = incoming;
  await world.options.onRequest?.({ kind, method, path, hasKey, ...(job === undefined ? {} : { job }) });
  const answer = await answerRequest(world, kind, incoming);
  for (const look of waiting) look();
  await sendAnswer(request, response, answer);
}

async function readRequest(world: World, request: IncomingMessage): Promise<Incoming | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    size += piece.length;
    if (size > MOST_BODY_BYTES) return undefined;
    pieces.push(piece);
  }
  const url = new URL(request.url ?? '/', 'http://simulator');
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
    ),
    body: Buffer.concat(pieces).toString(),
    at: new Date(world.now()).toISOString(),
  };
}

function waitFor(isReached: () => boolean, waiting: Set<() => void>): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isReached()) return;
      waiting.delete(look);
      resolve();
    };
    waiting.add(look);
    look();
  });
}
