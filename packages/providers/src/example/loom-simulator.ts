import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What a caller asks of Loom. */
type Job = {
  readonly prompt: string;
  readonly seconds: number;
  readonly submission: string | undefined;
  polls: number;
};

/** A Loom on loopback. */
export type LoomSimulator = AsyncDisposable & {
  readonly origin: string;
  countJobs(): number;
  /** Leaves the next request of this kind without an answer. */
  hold(kind: 'submit' | 'poll' | 'download'): void;
  /** Starts the job of the next submission, and breaks the connection instead of answering. */
  loseAnswer(): void;
};

/** Starts a Loom that knows one key, takes three polls for a job, and fails those whose prompt has `forbidden` in it. */
export async function startLoomSimulator(options: {
  readonly key: string;
  readonly makeClip: (seconds: number) => Promise<Uint8Array>;
}): Promise<LoomSimulator> {
  const jobs: Job[] = [];
  let held: string | undefined;
  let isAnswerLost = false;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loom');
    const [, folder, id] = pathname.split('/');
    const kind = request.method === 'POST' ? 'submit' : folder === 'files' ? 'download' : 'poll';
    const job = jobs[Number(id)];
    if (held === kind) {
      held = undefined;
    } else if (request.headers.authorization !== `Bearer ${options.key}`) {
      response.writeHead(401).end();
    } else if (kind === 'submit') {
      const body = (await json(request)) as { prompt: string; seconds: number };
      const submission = [request.headers['x-submission-id']].flat()[0];
      const made = String(jobs.push({ ...body, submission, polls: 0 }) - 1);
      if (isAnswerLost) request.socket.resetAndDestroy();
      else sendJson(response, { id: made, usd: (0.04 * body.seconds).toFixed(2) });
      isAnswerLost = false;
    } else if (id === undefined) {
      const wanted = searchParams.get('submission');
      const found = jobs.flatMap(({ submission }, index) => (submission === wanted ? [index] : []));
      sendJson(
        response,
        found.map((index) => ({ id: String(index) })),
      );
    } else if (job === undefined) {
      response.writeHead(404).end();
    } else if (kind === 'download') {
      const clip = await options.makeClip(job.seconds);
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': clip.length }).end(clip);
    } else {
      job.polls += 1;
      sendJson(response, job.polls < 3 ? { state: 'working' } : endOf(job));
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    countJobs: () => jobs.length,
    hold: (kind) => {
      held = kind;
    },
    loseAnswer: () => {
      isAnswerLost = true;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function endOf(job: Job): object {
  return job.prompt.includes('forbidden')
    ? { state: 'failed', code: 'blocked', reason: 'The prompt was\nrefused.' }
    : { state: 'done' };
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
