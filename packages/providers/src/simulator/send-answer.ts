import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Reply } from './answer.ts';

const DRIP_MS = 300;
const SLOW_PIECES = 30;
const ENDLESS_PIECE_BYTES = 65_536;

/** Puts an answer on the wire in its manner. Resolves when nothing is left to do, also where the caller has gone. */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  switch (answer.manner) {
    case 'reply':
      if (answer.afterMs !== undefined) await sleep(answer.afterMs);
      return sendWhole(response, answer.reply);
    case 'hang':
      return;
    case 'reset':
      if (answer.reply !== undefined) await sendHalf(response, answer.reply, true);
      request.socket.resetAndDestroy();
      return;
    case 'cut':
      await sendHalf(response, answer.reply, answer.sized);
      request.socket.destroySoon();
      return;
    case 'drip':
      return sendSlowly(response, answer.reply, { pieceBytes: 1, everyMs: DRIP_MS });
    case 'slow': {
      const pieceBytes = Math.ceil(answer.reply.body.length / SLOW_PIECES);
      return sendSlowly(response, answer.reply, { pieceBytes, everyMs: answer.overMs / SLOW_PIECES });
    }
    case 'endless':
      return sendForever(response, answer.reply);
    case 'mismatch':
      return sendMismatch(request, answer.reply);
  }
}

function sendWhole(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, 'content-length': String(bytesOf(body).length) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

async function sendHalf(
  response: ServerResponse,
  { status, headers, body }: Reply,
  isSized: boolean,
): Promise<void> {
  const bytes = bytesOf(body);
  // Without a length and without chunks, the end of the connection is the end of the body.
  response.useChunkedEncodingByDefault = false;
  response.shouldKeepAlive = false;
  response.writeHead(status, isSized ? { ...headers, 'content-length': String(bytes.length) } : headers);
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  await new Promise<void>((resolve) => response.write(half, () => resolve()));
}

async function sendSlowly(
  response: ServerResponse,
  { status, headers, body }: Reply,
  { pieceBytes, everyMs }: { readonly pieceBytes: number; readonly everyMs: number },
): Promise<void> {
  const bytes = bytesOf(body);
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    if (response.destroyed) return;
    response.write(bytes.subarray(from, from + pieceBytes));
    await sleep(everyMs);
  }
  response.end();
}

async function sendForever(response: ServerResponse, { status, headers, body }: Reply): Promise<void> {
  response.writeHead(status, headers);
  const bytes = bytesOf(body);
  const piece = Buffer.alloc(ENDLESS_PIECE_BYTES, bytes);
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  while (!response.destroyed) {
    if (response.write(piece)) continue;
    await Promise.race([gone, new Promise<void>((resolve) => response.once('drain', resolve))]);
  }
}

/** Written by hand: Node refuses to send more than it has told. */
async function sendMismatch({ socket }: IncomingMessage, { status, headers, body }: Reply): Promise<void> {
  const bytes = bytesOf(body);
  const lines = Object.entries({
    ...headers,
    'content-length': String(Math.floor(bytes.length / 2)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} OK\r\n${lines.join('')}\r\n`);
  socket.end(bytes);
}

function bytesOf(body: Uint8Array | string): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : body;
}
