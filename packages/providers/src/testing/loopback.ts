import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';

/** A server on loopback for one test. Disposing of it cuts whatever it still holds. */
export type Loopback = AsyncDisposable & {
  /** Such as `http://127.0.0.1:50123`. */
  readonly origin: string;
};

/** A request in whole, as a test sees it. */
export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

/** Serves HTTP on loopback; `answer` may answer, hold the answer back or destroy the connection. */
export async function serveHttp(
  answer: (received: Received, response: ServerResponse, request: IncomingMessage) => void,
): Promise<Loopback> {
  const server = createServer((request, response) => {
    const pieces: Uint8Array[] = [];
    request.on('data', (piece: Uint8Array) => pieces.push(piece));
    request.on('error', () => {});
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString('utf8');
      const headers = request.headers as Received['headers'];
      answer({ method: request.method ?? '', path: request.url ?? '', headers, body }, response, request);
    });
  });
  return listen(server);
}

/** Serves bare connections on loopback, for what no HTTP server would do. */
export async function serveSockets(accept: (socket: Socket) => void): Promise<Loopback> {
  return listen(
    createSocketServer((socket) => {
      socket.on('error', () => {});
      accept(socket);
    }),
  );
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** An address on loopback where nobody listens. */
export async function deadOrigin(): Promise<string> {
  await using server = await serveSockets((socket) => socket.destroy());
  return server.origin;
}

async function listen(server: Server): Promise<Loopback> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
